"""The class of all properties, and those that several properties share.

A property is one object that carries all its facts. What needs a table of properties, as forms,
search and the trail do, loops over the registry in `tickets/properties/__init__.py`.
"""

from typing import Any

from django.utils.translation import gettext as _

from core.refusals import Refusal
from core.text import Label, number_of, one_line
from tickets.properties.facts import BulkAction, OnPage, SearchKey, SortKey, TableColumn

GIVEN = object()
"""The `initial` of what must be given when a ticket is made."""


class Property:
    """A property stored in the column of its own name, unless it says otherwise."""

    name = ""
    label: Label = ""
    kinds = ()
    """The kinds of events that its changes make; the first one unless `kind_of` says otherwise."""
    toast = ""
    """What is said after a change, with %(n)d for the ticket and %(new)s; "" is just "Saved"."""
    form_field = "text"
    """Which field of `tickets/forms/fields.py` reads it from a form."""
    is_long = False
    """Whether replaced values are kept as `Revision` instead of on the event."""
    is_undoable = False
    is_set_at_birth = True
    """Whether a ticket is made with it; a first holder is an event of its own."""
    is_offered_at_birth = True
    """Whether forms of new tickets ask for it."""
    initial = GIVEN
    """What a new ticket has if nothing is given."""
    input_type = "text"
    """The type of the input that edits it, where it has no choices and no template of its own."""
    choices: Any = None
    icons: dict[str, str] = {}  # noqa: RUF012 - read, never written
    """The icon of each value, by its name, where values have icons."""
    on_page: OnPage | None = None
    search_keys: tuple[SearchKey, ...] = ()
    order: SortKey | None = None
    table_column: TableColumn | None = None
    suggested_reasons: tuple[Label, ...] = ()
    """Reasons for a change that are offered for one tap."""
    bulk_actions: tuple[BulkAction, ...] = ()
    nothing = property(lambda self: _("nothing"))
    """What is said of no value."""

    def clean(self, value):
        """Return the value as it is stored. Raises `Refusal`."""
        return value

    def as_seen(self, value):
        """Return a value that somebody saw, for comparison with the present one."""
        return self.clean(value)

    def of(self, ticket):
        """Return the present value."""
        return getattr(ticket, self.name)

    def words(self, value):
        """Return the value as the trail keeps it for readers, or None for no value."""
        return value or None

    def in_words(self, kept):
        """Return what `words` made as people see it: "IN_PROGRESS" is "In progress"."""
        if kept is None:
            return self.nothing
        return ", ".join(kept) or _("none") if isinstance(kept, list) else str(kept)

    def trail_id(self, value):
        """Return the value as JSON that `from_trail` reads back."""
        return value

    def from_trail(self, trail_id):
        """Return the value that `trail_id` stood for."""
        return trail_id

    def spelled(self, value):
        """Return the value as a form sends it."""
        return value

    def read(self, text):
        """Return the value that a form sent, not cleaned. Raises `Refusal` for nonsense."""
        return text

    def columns(self, value):
        """Return the columns that store the value, and those that are made of it."""
        return {self.name: value}

    def stamps(self, ticket, value, entry, undone):
        """Return further columns that a change of `ticket` to `value` sets.

        May add to `entry`, which the trail keeps. `undone` is the event that is taken back.
        """
        return {}

    def write_rows(self, ticket, value):
        """Store what is kept in other tables, once the ticket is stored."""

    def kind_of(self, value):
        """Return the name of the event that a change to `value` makes."""
        return self.kinds[0].name

    def reasons_for(self, wanted):
        """Return the reasons that are offered for a change to the value that a form spelled."""
        return self.suggested_reasons

    def toast_of(self, event):
        """Return what is said to whoever just changed it."""
        return self.toast % {"n": event.ticket_id, "new": self.old_and_new(event)[1]}

    def old_and_new(self, event):
        """Return (old, new) of an event that changed it, in words."""
        change = event.changes.get(self.name, {})
        return self.in_words(change.get("old")), self.in_words(change.get("new"))


class ChoiceProperty(Property):
    """A property with fixed values."""

    form_field = "choice"

    def clean(self, value):
        try:
            return self.choices(value)
        except ValueError:
            value = one_line(str(value))[:50]
            words = _("“%(value)s” is no %(name)s.") % {"value": value, "name": self.name}
            raise Refusal(words, field=self.name) from None

    def words(self, value):
        return self.choices(value).name

    def in_words(self, kept):
        known = kept in self.choices.__members__
        return str(self.choices[kept].label) if known else super().in_words(kept)

    def trail_id(self, value):
        return self.choices(value).value

    def read(self, text):
        """As of any property; a number where its values are numbers."""
        of_numbers = isinstance(self.choices.values[0], int)
        number = number_of(str(text)) if of_numbers else None
        return text if number is None else number

    @property
    def offered(self):
        """The values as menus show them: (value, label)."""
        return self.choices.choices

    def icon_after(self, event):
        """Return the icon of the value that an event set."""
        return self.icons.get(event.changes.get(self.name, {}).get("new"), "circle-dot")
