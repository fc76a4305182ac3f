"""Numbers beside customers and companies, which a view counts for all rows in one query."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def count_of(counts, row):
    """How many there are of a row, from a dict of id → number; nothing to see for none."""
    return counts.get(row.pk, "")


@register.simple_tag
def open_words(counts, row):
    """The same in words, for open tickets: "2 open", "none open"."""
    count = counts.get(row.pk, 0)
    return ngettext("%d open", "%d open", count) % count if count else _("none open")


@register.filter("bare")
def without_scheme(address):
    """A web address as people say it: "https://acme.example/" is acme.example."""
    return address.partition("://")[2].rstrip("/") or address
