"""The trail of customers and companies in words, a page at a time."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import trail
from core.paging import NEWEST_FIRST, page_of
from customers.models import Company, Customer, CustomerEvent

KINDS = {
    "registered": gettext_lazy("Made a customer or company"),
    "edited": gettext_lazy("Changed a customer or company"),
}
"""The words of each kind, for the filter of the trail."""

LONG = {"notes", "address"}
"""Texts that a sentence does not hold; what stood there before is shown beneath it."""


class TrailPage:
    """The newest of `events`, or those before the event ?before=. `params` are the address's."""

    def __init__(self, events, params):
        self.events, self.place = events, NEWEST_FIRST.place(params.get("before", ""))

    @cached_property
    def _page(self):
        """The events, and where the next page begins."""
        return page_of(self.events.select_related("by", "customer"), NEWEST_FIRST, after=self.place)

    @property
    def entries(self):
        """Each event with its sentences."""
        return [CustomerEntry(event) for event in self._page.rows]

    @property
    def older(self):
        """The address of the next page, or "" on the last."""
        return f"?before={self._page.after}" if self._page.after else ""

    @property
    def newer(self):
        """The address of the first page, or "" on it."""
        return "?" if self.place else ""


class CustomerEntry:
    """One event, as a list shows it."""

    def __init__(self, event):
        self.event = event

    @property
    def sentences(self):
        """What was done, each without who did it: "added the address sarah@acme.example"."""
        if self.event.kind == "registered":
            return [_("created %s") % self.event.changes["name"]["new"]]
        return [sentence_about(field, change) for field, change in self.event.changes.items()]

    @property
    def replaced(self):
        """The long texts that stood there before."""
        changes = self.event.changes
        return [changes[field]["old"] for field in LONG & set(changes) if changes[field]["old"]]


def sentence_about(field, change):
    """Return what happened to one field, from its old to its new value."""
    old, new = in_words(change["old"]), in_words(change["new"])
    words = {"field": field_label(field), "old": old, "new": new}
    if field in ("email", "phone"):
        return (
            _("added the %(field)s %(new)s") if new else _("removed the %(field)s %(old)s")
        ) % words
    if field == "primary":
        return _("made %(new)s the primary address") % words
    if field in LONG:
        return _("changed the %(field)s") % words
    if not old:
        return _("set the %(field)s to %(new)s") % words
    if not new:
        return _("removed the %(field)s %(old)s") % words
    return _("changed the %(field)s from %(old)s to %(new)s") % words


def in_words(value):
    """Return a value of the trail as words."""
    return ", ".join(value) if isinstance(value, list) else value or ""


def field_label(field):
    """Return what people call a field."""
    own = {"email": _("address"), "phone": _("number"), "domains": _("email domains")}
    if field in own:
        return own[field]
    for model in (Customer, Company):
        if field in model.editable:
            return str(model._meta.get_field(field).verbose_name)
    return field


trail.register(
    trail.Source(
        "customer",
        gettext_lazy("Customers and companies"),
        CustomerEvent,
        KINDS,
        lambda event: "; ".join(CustomerEntry(event).sentences),
        links=("customer", "company"),
    )
)
