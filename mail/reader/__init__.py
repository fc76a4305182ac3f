"""Reads a raw email, also a broken one: `parse(raw)` returns a `ParsedEmail` and never raises.

parsed      what comes out                  reading     from bytes to a ParsedEmail, step by step
headers     the block of fields             parts       cutting an email into parts, in one pass
params      names of files, boundaries      transfer    base64, quoted-printable, uuencode
charsets    bytes into text; guess          words       encoded words in headers
addresses, dates, ids                       what fields hold
leaves      parts, decoded                  bodies      which of them are words
files       which of them are files         names       what files are called
html_text, flowed                           words of HTML, lines of flowed text
tnef, tnef_properties, rtf                  Outlook's winmail.dat
smime                                       an email packed into its signature
auto        a person or a machine           bounces, bounce_texts: what a mail server says
calendar_line                               an invitation in one line

Pure Python without Django; nothing in here recurses, and every list and text has a limit.
"""

from .parsed import (
    AUTO_REPLY,
    BOUNCE,
    LIST,
    NOT_AUTO,
    Address,
    Bounce,
    ParsedAttachment,
    ParsedEmail,
)
from .reading import parse

__all__ = [
    "AUTO_REPLY", "BOUNCE", "LIST", "NOT_AUTO",
    "Address", "ParsedAttachment", "Bounce", "ParsedEmail", "parse",
]  # fmt: skip
