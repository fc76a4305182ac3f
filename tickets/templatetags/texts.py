"""Texts that are shown with their own white space.

They are put together here because the white space of a template would be seen between their parts.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.diff import ADDED, GAP, REMOVED

register = template.Library()


@register.simple_tag
def version_text(pieces):
    """A version of a text: a `str`, or the pieces of a comparison with what changed marked."""
    parts = [pieces] if isinstance(pieces, str) else [marked(piece) for piece in pieces]
    inside = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<div class="version__text" dir="auto">{}</div>', inside)


def marked(piece):
    """Return one piece as it is shown; added and removed ones say so to those who hear them."""
    if piece.kind == ADDED:
        return format_html('<ins><span class="vh">{} </span>{}</ins>', _("added:"), piece.text)
    if piece.kind == REMOVED:
        return format_html('<del><span class="vh">{} </span>{}</del>', _("removed:"), piece.text)
    if piece.kind == GAP:
        words = ngettext("%(n)d unchanged line", "%(n)d unchanged lines", piece.lines)
        return format_html('<span class="version__gap">{}</span>', words % {"n": piece.lines})
    return piece.text


@register.simple_tag
def marked_line(pieces):
    """A line of the search in its pieces, those that are wrong marked."""
    parts = ((format_html("<mark>{}</mark>", p.text) if p.is_wrong else p.text,) for p in pieces)
    inside = format_html_join("", "{}", parts)
    return format_html('<p class="mistakes__line" dir="auto">{}</p>', inside)
