"""Texts written in Markdown: stored as written, with their cleaned HTML beside them."""

from django.db import models
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core import markdown
from core.refusals import Refusal
from tickets.properties.texts import BODY_MAX, clean_body, refuse_endless


class Rendered(models.Model):
    """A model with one Markdown text, named by `source`, whose clean HTML is stored.

    The HTML is made when the text is written (making it on every view would cost 22 ms per text)
    and again when the cleaner has a new version.
    """

    html = models.TextField(editable=False, blank=True)
    html_version = models.PositiveSmallIntegerField(editable=False, default=0)

    source = "body"

    class Meta:
        abstract = True

    def render(self):
        """Make the HTML of the present text on this object, unsaved; return the two columns."""
        self.html = markdown.clean_html(getattr(self, self.source))
        self.html_version = markdown.VERSION
        return {"html": self.html, "html_version": self.html_version}

    @property
    def clean_html(self):
        """The text as HTML that is safe to show; made anew if it was stored by an older cleaner."""
        if self.html_version != markdown.VERSION:
            self.render()
        return mark_safe(self.html)  # noqa: S308 - cleaned by nh3 when it was stored


def clean_words(body):
    """Return a body as it is stored. Raises `Refusal` for an empty or too long one."""
    body = clean_body(body)
    if not body:
        raise Refusal(_("There is nothing written yet."), field="body")
    refuse_endless(body, BODY_MAX, "body")
    return body
