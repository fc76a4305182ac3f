"""Chips: each term of the line in words, and the line without it."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from tickets.search import Query
from tickets.search.keys import KEYS


@dataclass(frozen=True)
class Chip:
    """One term: its key and its value in words, and the line that stays when it goes."""

    label: str
    value: str
    rest: Query


def chips_of(line):
    """Return the chips of a line whose names are looked up; none for what is wrong in it."""
    return [
        Chip(label_of(term), said(term, line.reader), line.without(term))
        for term in line.terms
        if is_right(term)
    ]


def is_right(term):
    """Whether a term can be said in words."""
    key = KEYS.get(term.key)
    return bool(key and term.values and all(map(key.understands, term.values)))


def label_of(term):
    """Return "Status", or "Status is not"."""
    label = KEYS[term.key].label
    return format_lazy("{label} {no}", label=label, no=_("not")) if term.negated else label


def said(term, reader):
    """Return the values in words: "pending or resolved"."""
    values = [str(KEYS[term.key].said(value, reader)) for value in term.values]
    return _(" or ").join(values)
