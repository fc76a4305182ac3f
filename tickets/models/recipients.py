"""The addresses that an email goes to."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.refusals import Refusal
from core.text import key_of, one_line

MOST = 50
LONGEST = 1_000  # characters of one name and address; checked before the pattern is tried
FORM = re.compile(r"\s*(?:(?P<name>[^<>]*)<(?P<address>[^<>]*)>|(?P<bare>[^<>\s]*))\s*")


def clean_recipients(to, cc=()):
    """Return recipients as dicts of kind, name and address, each address once.

    Takes "Sarah Chen <sarah@acme.example>" or bare addresses. Raises `Refusal` for none, for too
    many, for a malformed one, and for a line break in one (the rest would be read as a header).
    """
    rows, seen = [], set()
    for kind, texts in (("TO", to), ("CC", cc)):
        for text in texts:
            row = _recipient(kind, text)
            if key_of(row["address"]) not in seen:
                seen.add(key_of(row["address"]))
                rows.append(row)
    if not any(row["kind"] == "TO" for row in rows):
        words = _("An email needs an address. Add one to the customer, or record a call.")
        raise Refusal(words, field="to")
    if len(rows) > MOST:
        raise Refusal(_("An email goes to at most %d addresses.") % MOST, field="cc")
    return rows


def _recipient(kind, text):
    """Return one recipient. Raises `Refusal`."""
    field = kind.lower()
    if any(ord(char) < 32 or char in "\x7f\x85\u2028\u2029" for char in text):
        raise Refusal(_("An address is one line."), field=field)
    name, address = _parts(FORM.fullmatch(text) if len(text) <= LONGEST else None)
    try:
        validate_email(address)
        # "a@b.example, Sarah <c@d.example>" is two; the first must not be read as part of a name.
        one = "@" not in name or key_of(name) == key_of(address) or not set(name) & set(",;")
    except ValidationError:
        one = False
    if not one:
        words = _("“%s” is not an email address.") % one_line(text)[:100]
        raise Refusal(words, field=field)
    return {"kind": kind, "name": one_line(name)[:200], "address": address}


def _parts(form):
    """Return the name and the address in a match of FORM; two empty texts for no match."""
    if form is None:
        return "", ""
    return (form["name"] or "").strip(' "'), (form["address"] or form["bare"] or "").strip()
