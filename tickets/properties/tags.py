"""The tags: short words that a ticket is found by."""

from functools import cached_property

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.refusals import Refusal
from core.text import key_of
from tickets.properties.base import Property
from tickets.properties.event_kind import EventKind
from tickets.properties.facts import OnPage, SearchKey

TAG_MAX = 40
MOST_TAGS = 30


def clean_tag(name):
    """Return `name` in the form of a tag: "log-in-now" for "Log in, now", "" for "#".

    Raises `Refusal` for one that is too long.
    """
    words = key_of(name).replace(",", " ").replace(":", " ").split()
    cleaned = "-".join(words).strip('"#')
    if len(cleaned) > TAG_MAX:
        raise Refusal(_("A tag has at most %d characters.") % TAG_MAX, field="tags")
    return cleaned


def clean_tags(names):
    """Return these names in the form of tags, sorted. Raises `Refusal` if too many or too long."""
    wanted = sorted({tag for tag in map(clean_tag, names) if tag})
    if len(wanted) > MOST_TAGS:
        raise Refusal(_("A ticket has at most %d tags.") % MOST_TAGS, field="tags")
    return wanted


class TagsProperty(Property):
    """The set of tags, as a sorted list of names; stored in a table of its own."""

    name = "tags"
    label = gettext_lazy("Tags")
    toast = gettext_lazy("#%(n)d tags: %(new)s")
    form_field = "tags"
    initial = ()
    is_undoable = True
    on_page = OnPage("tags", "tags", "head", 4, "tickets/ticket/_tags_menu.html", hotkey="l")
    search_keys = (
        SearchKey(
            "tag",
            gettext_lazy("Tag"),
            "tag",
            example="login",
            placeholder=gettext_lazy("Tag"),
            other_words=("label", "tags"),
        ),
    )

    @cached_property
    def kinds(self):
        """Its one kind of event."""
        return (EventKind("tagged", gettext_lazy("Changed the tags"), self.phrase, "tag"),)

    def phrase(self, event):
        """Return which tags were added and which removed."""
        change = event.changes.get("tags", {})
        old, new = set(change.get("old") or ()), set(change.get("new") or ())
        added, gone = ", ".join(sorted(new - old)), ", ".join(sorted(old - new))
        if added and gone:
            return format_html(_("tagged it <b>{}</b>, no longer {}"), added, gone)
        if added:
            return format_html(_("tagged it <b>{}</b>"), added)
        words = ngettext("removed the tag {}", "removed the tags {}", len(old - new))
        return format_html(words, gone)

    def clean(self, value):
        return clean_tags(map(str, value))

    def of(self, ticket):
        return sorted(tag.name for tag in ticket.tags.all())

    def words(self, value):
        return value

    def spelled(self, value):
        return " ".join(value)

    def read(self, text):
        return text.replace(",", " ").split()

    def columns(self, value):
        return {}

    def write_rows(self, ticket, value):
        ticket.tags.set(ticket.tags.model.named(value))
