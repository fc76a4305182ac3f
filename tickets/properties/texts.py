"""The subject and the description: texts whose replaced versions are kept."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import markdown
from core.refusals import Refusal
from core.text import one_line, storable
from tickets.properties.base import Property
from tickets.properties.editing import EDITED
from tickets.properties.facts import OnPage, TableColumn

BODY_MAX = 100_000
SUBJECT_MAX = 200


def clean_body(text):
    """Return a text as it is stored: without NUL, lone surrogates, and blank lines at its ends."""
    return storable(text).replace("\r\n", "\n").strip("\n").rstrip()


def refuse_endless(text, longest, field):
    """Raise `Refusal` for a text of more than `longest` characters."""
    if len(text) > longest:
        words = _("This has %(n)d characters; at most %(max)d fit.")
        raise Refusal(words % {"n": len(text), "max": longest}, field=field)


class SubjectProperty(Property):
    """What a ticket is about, in one line; never empty."""

    name = "subject"
    label = gettext_lazy("Subject")
    kinds = (EDITED,)
    is_long = True
    on_page = OnPage("subject", "subject", "head", template="tickets/ticket/_subject.html")
    table_column = TableColumn(gettext_lazy("Subject"))

    def clean(self, value):
        text = one_line(clean_body(value))
        if not text:
            raise Refusal(_("A ticket needs a subject."), field=self.name)
        refuse_endless(text, SUBJECT_MAX, self.name)
        return text


class DescriptionProperty(Property):
    """What a ticket is about in detail, in Markdown; its clean HTML is stored with it."""

    name = "description"
    label = gettext_lazy("Description")
    kinds = (EDITED,)
    is_long = True
    initial = ""
    on_page = OnPage(
        "description", "description", "timeline", template="tickets/ticket/_description.html"
    )

    def clean(self, value):
        text = clean_body(value)
        refuse_endless(text, BODY_MAX, self.name)
        return text

    def columns(self, value):
        html = {"html": markdown.clean_html(value), "html_version": markdown.VERSION}
        return {"description": value, **html}
