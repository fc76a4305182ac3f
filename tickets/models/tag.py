"""Tags: short words that tickets are found by."""

from django.db import models
from django.utils.translation import gettext_lazy

from tickets.properties.tags import TAG_MAX, clean_tags


class Tag(models.Model):
    """One tag: lower-case, without blanks or commas; the row is made when it is first used."""

    name = models.CharField(gettext_lazy("name"), max_length=TAG_MAX, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("tag")

    def __str__(self):
        return self.name

    @classmethod
    def named(cls, names):
        """Return the tags of these names, sorted; make those that are new.

        Raises what `clean_tags` raises.
        """
        wanted = clean_tags(names)
        known = {tag.name: tag for tag in cls.objects.filter(name__in=wanted)}
        for name in wanted:
            if name not in known:
                known[name], _made = cls.objects.get_or_create(name=name)
        return [known[name] for name in wanted]
