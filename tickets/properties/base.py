"""The base classes of properties.

A property is one object with everything the code knows about it. Code that needs all properties,
such as forms, search and the trail, loops over the registry in `tickets/properties/__init__.py`.
"""

from typing import Any

from django.utils.translation import gettext as _

from core.refusals import Refusal
from core.text import Label, number_of, one_line
from tickets.properties.facts import BulkAction, OnPage, SearchKey, SortKey, TableColumn

GIVEN = object()
"""The `initial` of a property whose value must be given when a ticket is made."""


class Property:
    """A property, stored in the column of its own name unless a subclass says otherwise."""

    name = ""
    label: Label = ""
    kinds = ()
    """The kinds of events that its changes make: the first one, unless `kind_of` is overridden."""
    toast = ""
    """The toast after a change, with %(n)d for the ticket and %(new)s; "" gives "Saved"."""
    form_field = "text"
    """The name of the field in `tickets/forms/fields.py` that reads it from a form."""
    is_long = False
    """Whether replaced values are kept as `Revision` instead of on the event."""
    is_undoable = False
    is_set_at_birth = True
    """Whether a new ticket is stored with it; a first holder is set afterwards, with an event."""
    is_offered_at_birth = True
    """Whether forms of new tickets ask for it."""
    initial = GIVEN
    """The value of a new ticket if none is given."""
    input_type = "text"
    """The input type of its form field, if it has no choices and no template of its own."""
    choices: Any = None
    icons: dict[str, str] = {}  # noqa: RUF012 - read, never written
    """The icons of its values, by the name of the value."""
    on_page: OnPage | None = None
    search_keys: tuple[SearchKey, ...] = ()
    order: SortKey | None = None
    table_column: TableColumn | None = None
    suggested_reasons: tuple[Label, ...] = ()
    """Reasons that can be chosen instead of typed."""
    bulk_actions: tuple[BulkAction, ...] = ()
    nothing = property(lambda self: _("nothing"))
    """How people see an empty value."""

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
        """Return the value as text for the trail, or None for no value."""
        return value or None

    def in_words(self, kept):
        """Return a text of `words` as people see it: "In progress" for "IN_PROGRESS"."""
        if kept is None:
            return self.nothing
        return ", ".join(kept) or _("none") if isinstance(kept, list) else str(kept)

    def trail_id(self, value):
        """Return the value as JSON that `from_trail` reads back."""
        return value

    def from_trail(self, trail_id):
        """Return the value for a `trail_id`."""
        return trail_id

    def spelled(self, value):
        """Return the value as a form sends it."""
        return value

    def read(self, text):
        """Return the value that a form sent, not cleaned. Raises `Refusal` for an unknown one."""
        return text

    def columns(self, value):
        """Return the columns that store the value, and those that are computed from it."""
        return {self.name: value}

    def stamps(self, ticket, value, entry, undone):
        """Return further columns that a change of `ticket` to `value` sets.

        May add to `entry`, which the event keeps. `undone` is the event that is undone, or None.
        """
        return {}

    def write_rows(self, ticket, value):
        """Store what belongs in other tables, after the ticket is stored."""

    def kind_of(self, value):
        """Return the name of the event that a change to `value` makes."""
        return self.kinds[0].name

    def reasons_for(self, wanted):
        """Return the reasons offered for a change to the value `wanted`, as `spelled` writes it."""
        return self.suggested_reasons

    def toast_of(self, event):
        """Return the toast for the person who made this change."""
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
        """As for any property; a number if its values are numbers."""
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
