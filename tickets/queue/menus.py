"""The menus beside the chips: links that edit the line, nothing else."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.text import words_in_name
from tickets.properties import PROPERTIES
from tickets.search import Query, parse
from tickets.search.candidates import CANDIDATES
from tickets.search.keys import KEYS, OneOf

FIRST = [key.name for prop in PROPERTIES.values() for key in prop.search_keys if key.has_menu]
ORDER = (*FIRST, "is", "sort")
LABELS = {"is": _("More")}
TYPED = {key.name: key.facts.placeholder for key in KEYS.values() if key.facts.placeholder}
"""Keys whose values are looked up as they are typed."""


@dataclass(frozen=True)
class Item:
    """One link of a menu: its words, the edited line, whether it is chosen already."""

    label: str
    line: Query
    is_chosen: bool = False


@dataclass(frozen=True)
class Menu:
    """One menu; `placeholder` is of the field for what is too much to list, or ""."""

    key: str
    label: str
    items: list
    placeholder: str = ""


def menus_of(listing):
    """Return the menus of a listing, in their order."""
    return [menu_of(key, listing.line, listing.user) for key in ORDER]


def menu_of(key, line, user):
    """Return one menu."""
    items = fixed_items(key, line) if isinstance(KEYS[key], OneOf) else named_items(key, line, user)
    return Menu(key, LABELS.get(key, KEYS[key].label), items, TYPED.get(key, ""))


def fixed_items(key, line):
    """Return a link for each value of a key; several may be chosen, but one order only."""
    chosen = {KEYS[key].word(value) for value in line.values(key)}
    if key == "sort":
        chosen = {str(line.sorting)}
    return [
        Item(label, (line.with_ if key == "sort" else line.toggled)(key, word), word in chosen)
        for word, (label, _meant) in KEYS[key].options.items()
    ]


def named_items(key, line, user):
    """Return the links to what one looks for most often: oneself, nobody, one's own groups."""
    items = {"holder": [("me", _("Me")), ("none", _("Nobody"))], "group": []}.get(key)
    if items is None:
        return []
    groups = user.groups.all()
    if key == "group" and groups:
        items.append(("mine", _("One of mine")))
    items += [(group.name, group.name) for group in groups]
    return [named_item(key, line, value, label) for value, label in items]


def named_item(key, line, value, label):
    """Return the link to one holder, customer or tag: it takes the place of another."""
    chosen = any(words_in_name(value) == words_in_name(other) for other in line.values(key))
    return Item(label, line.without_key(key) if chosen else line.with_(key, value), chosen)


def found_items(key, text, typed, user):
    """Return the links to what the field of a menu found, but for those above it, for a line."""
    line = parse(text)
    above = {item.label for item in named_items(key, line, user)}
    found = CANDIDATES[key](typed, user)
    return [
        Item(one.hint if one.value.startswith("#") else one.value, line.with_(key, one.value))
        for one in found
        if one.value not in above
    ]
