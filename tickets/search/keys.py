"""The keys of the query line: what each means, which values it takes, its words on a chip.

A key is one object; nothing that was typed is ever used as the name of a column.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Choices, Q
from django.utils.translation import gettext_lazy as _

from core.text import Label
from customers.models import Customer
from tickets import querysets
from tickets.choices import UNFINISHED, Status
from tickets.models import Tag, Ticket
from tickets.properties import PROPERTIES
from tickets.properties.base import Property
from tickets.properties.facts import SearchKey
from tickets.search.ages import Period, period
from tickets.search.lexer import NUMBER
from tickets.search.mistakes import flat
from tickets.search.names import GROUP, USER, Named, any_of, is_special
from tickets.search.sorting import ORDERS

if TYPE_CHECKING:
    from tickets.search.query import Reader

Options = dict[str, tuple[Label, Any]]
"""The values of a key: word → (label, what it means)."""


class Key:
    """A word before the colon, with the facts of its `SearchKey`.

    Several values are alternatives. With `all_hold`, all terms of a key that is given more than
    once must be true.
    """

    all_hold = False

    def __init__(self, facts: SearchKey) -> None:
        self.facts, self.name, self.label = facts, facts.name, facts.label

    def understands(self, value: str) -> bool:
        """Whether a value is valid, as far as that can be told without the database."""
        return True

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        """Return the `Q` of the tickets for which one of these values is true."""
        raise NotImplementedError

    def said(self, value: str, reader: "Reader") -> Label:
        """Return the words for a value on a chip."""
        return value


class OneOf(Key):
    """A key with a fixed set of values: word → (label, what it means)."""

    def __init__(self, facts: SearchKey, options: Options) -> None:
        super().__init__(facts)
        self.options = options
        self.by_flat = {flat(word): word for word in options}

    def word(self, value: str) -> str | None:
        """Return the value as we write it, or None if there is no such value."""
        return self.by_flat.get(flat(value))

    def option(self, value: str) -> tuple[Label, Any]:
        """Return the label of a value and what it means. Raises KeyError for an unknown one."""
        return self.options[self.word(value) or ""]

    def understands(self, value: str) -> bool:
        return self.word(value) is not None

    def said(self, value: str, reader: "Reader") -> Label:
        return self.option(value)[0]

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        meant = [self.option(value)[1] for value in values]
        return Q(**{f"{self.name}__in": meant})


class StatusKey(OneOf):
    """Where a ticket stands."""

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        """As for any fixed set; unfinished ones get a second condition, for their indexes."""
        wanted = super().condition(values, reader)
        meant = {self.option(value)[1] for value in values}
        return wanted & querysets.IS_UNFINISHED if meant <= set(UNFINISHED) else wanted


class Is(OneOf):
    """Facts about a ticket; if given twice, both must be true."""

    all_hold = True

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        return any_of(self.option(value)[1] for value in values)


class Moment(Key):
    """A point in time on the ticket; if given twice, both must be true: from, until."""

    all_hold = True

    def understands(self, value: str) -> bool:
        try:
            return bool(period(value))
        except ValueError:
            return False

    def said(self, value: str, reader: "Reader | None") -> Label:
        return period(value).words

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        return any_of(self._within(period(value)) for value in values)

    def _within(self, span: Period) -> Q:
        ends = {f"{self.facts.column}__gte": span.since, f"{self.facts.column}__lt": span.until}
        return Q(**{end: moment for end, moment in ends.items() if moment})


class HolderKey(Key):
    """Who has it: a person or a group, `me` or `none`."""

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        return any_of(self._held(value, reader) for value in values)

    def _held(self, value: str, reader: "Reader") -> Q:
        if is_special(self.name, value):
            return reader.special(value)
        found = reader.names.find(self.name, value)
        users = [row for row in found if row.kind == USER]
        groups = [row for row in found if row.kind == GROUP]
        if not users:
            return one_of("holder_group", groups)
        by_user = one_of("holder_user", users)
        return by_user | one_of("holder_group", groups) if groups else by_user

    def said(self, value: str, reader: "Reader") -> Label:
        if is_special(self.name, value):
            return SPECIAL_WORDS[value.casefold()]
        return said_of(reader.names.find(self.name, value), value)


class CustomerKey(Key):
    """Whose ticket it is: a customer's, or that of anybody in a company."""

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        found = [row for value in values for row in reader.names.find(self.name, value)]
        if self.name == "customer":
            return one_of("customer", found)
        people = Customer.objects.filter(one_of("company", found))
        return Q(customer__in=people.order_by().values("pk"))

    def said(self, value: str, reader: "Reader") -> Label:
        return said_of(reader.names.find(self.name, value), value)


class TagKey(Key):
    """A tag. An unknown one is no mistake, so that nobody learns which tags exist elsewhere."""

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        through = Ticket.tags.through.objects
        tags = Tag.objects.filter(name__in=[value.casefold().lstrip("#") for value in values])
        return Q(pk__in=through.filter(tag__in=tags.order_by().values("pk")).values("ticket"))


class NumberKey(Key):
    """The number of the ticket."""

    def understands(self, value: str) -> bool:
        return NUMBER.fullmatch(value) is not None

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        return Q(pk__in=[int(value) for value in values])

    def said(self, value: str, reader: "Reader") -> Label:
        return f"#{value}"


class Words(Key):
    """Words in the subject; all of them."""

    all_hold = True

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        return any_of(Q(subject__icontains=value) for value in values)


class Sort(OneOf):
    """The order, which is no condition. Without a direction the newest or highest comes first."""

    def word(self, value: str) -> str | None:
        return super().word(value) or super().word(f"{value}-desc")

    def condition(self, values: Sequence[str], reader: "Reader") -> Q:
        return Q()


SPECIAL_WORDS = {"me": _("me"), "none": _("nobody"), "mine": _("one of mine")}


def said_of(found: Sequence[Named], typed: str) -> str:
    """Return the name of the row that was found, or what was typed for several."""
    return found[0].name if len(found) == 1 else typed


def one_of(column: str, rows: Sequence[Named]) -> Q:
    """Return the `Q` of tickets whose column is one of these rows; "=" if there is only one."""
    pks = [row.pk for row in rows]
    return Q(**{column: pks[0]}) if len(pks) == 1 else Q(**{f"{column}__in": pks})


FACTS: Options = {
    "open": (_("open"), querysets.IS_UNFINISHED),
    "closed": (_("closed"), Q(status=Status.CLOSED)),
    "unassigned": (_("unassigned"), querysets.IS_UNASSIGNED),
    "waiting": (_("waiting for us"), querysets.IS_WAITING),
    "wrote-after-closing": (_("written to after closing"), querysets.IS_WRITTEN_AFTER_CLOSING),
    "left": (_("held by someone who left"), querysets.IS_HELD_BY_SOMEONE_WHO_LEFT),
}


def options(choices: type[Choices]) -> Options:
    """Return the values of a choice as the line has them: "in-progress" for IN_PROGRESS."""
    return {one.name.lower().replace("_", "-"): (one.label, one.value) for one in choices}


def sortings() -> Options:
    """Return the values of `sort:`, each with its label and itself."""
    named = {
        f"{order.by}-{direction}": label
        for order in ORDERS.values()
        for direction, label in order.directions
    }
    return {name: (label, name) for name, label in named.items()}


MATCHERS: dict[str, Callable[..., Key]] = {
    "one of": OneOf,
    "status": StatusKey,
    "holder": HolderKey,
    "customer": CustomerKey,
    "tag": TagKey,
    "moment": Moment,
}
"""The class for a property's key, by the key's `matches`."""


def keys_of(prop: Property) -> list[Key]:
    """Return the keys by which tickets are found by a property."""
    fixed = [options(prop.choices)] if prop.choices else []
    return [MATCHERS[facts.matches](facts, *fixed) for facts in prop.search_keys]


def moment(name: str, label: Label, column: str, example: str, **facts: Any) -> Moment:
    """Return the key of a point in time that is no property."""
    return Moment(SearchKey(name, label, "moment", column, example, AGES, has_menu=False, **facts))


SORT = Sort(
    SearchKey("sort", _("Sort"), "", example="priority-desc", other_words=("order",)), sortings()
)
AGES = ("<1d", "<1w", "<1m", ">1w", ">1m", "today", "yesterday")
KEYS = {
    key.name: key
    for key in (
        Is(SearchKey("is", _("Is"), "", example="open, waiting"), FACTS),
        *(key for prop in PROPERTIES.values() for key in keys_of(prop)),
        moment("created", _("Created"), "created_at", "<2w, 2026-11", other_words=("date",)),
        moment("updated", _("Updated"), "last_activity_at", ">3d", other_words=("modified",)),
        NumberKey(SearchKey("number", _("Number"), "", has_menu=False)),
        Words(SearchKey("", _("Subject has"), "", has_menu=False)),
        SORT,
    )
}
