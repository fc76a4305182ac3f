"""Tags: short words that tickets are found by."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusals import Refusal
from core.text import key_of

TAG_MAX = 40
MOST_TAGS = 30


class Tag(models.Model):
    """A word; made when it is first used, lower-case, without blanks or commas."""

    name = models.CharField(gettext_lazy("name"), max_length=TAG_MAX, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("tag")

    def __str__(self):
        return self.name

    @classmethod
    def named(cls, names):
        """Return the tags of these names, sorted, making those that are new.

        Raises `Refusal` for a name that is too long, and for too many of them.
        """
        wanted = sorted({tag for tag in map(clean_tag, names) if tag})
        if len(wanted) > MOST_TAGS:
            raise Refusal(_("A ticket has at most %d tags.") % MOST_TAGS, field="tags")
        known = {tag.name: tag for tag in cls.objects.filter(name__in=wanted)}
        for name in wanted:
            if name not in known:
                known[name], _made = cls.objects.get_or_create(name=name)
        return [known[name] for name in wanted]


def clean_tag(name):
    """Return `name` as a tag is written: "Log in, now" gives "log-in-now", "#" gives "".

    Raises `Refusal` for one that is too long.
    """
    words = key_of(name).replace(",", " ").replace(":", " ").split()
    cleaned = "-".join(words).strip('"#')
    if len(cleaned) > TAG_MAX:
        raise Refusal(_("A tag has at most %d characters.") % TAG_MAX, field="tags")
    return cleaned
