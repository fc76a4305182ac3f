"""Chips: each term of the query line in words, with the line without it."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from tickets.search import Query
from tickets.search.keys import KEYS


@dataclass(frozen=True)
class Chip:
    """One term: its key and value in words, and `rest`, the line without it."""

    label: str
    value: str
    rest: Query


def chips_of(line):
    """Return the chips of a line whose names are looked up, without its mistakes."""
    return [
        Chip(chip_label(term), chip_value(term, line.reader), line.without(term))
        for term in line.terms
        if is_understood(term)
    ]


def is_understood(term):
    """Whether key and values of a term are understood."""
    key = KEYS.get(term.key)
    return bool(key and term.values and all(map(key.understands, term.values)))


def chip_label(term):
    """Return "Status", or "Status is not"."""
    label = KEYS[term.key].label
    return format_lazy("{label} {no}", label=label, no=_("not")) if term.negated else label


def chip_value(term, reader):
    """Return the values in words: "pending or resolved"."""
    values = [str(KEYS[term.key].said(value, reader)) for value in term.values]
    return _(" or ").join(values)
