"""Headers as every mail server reads them: folded by us, with nothing in them but their value.

The standard library encodes a long Message-ID as if it were words, which tears threads apart, and
its folding of names has a history of lost quotes. Here addresses, ids and the subject are folded in
the plainest way: an address or an id a line.
"""

import unicodedata
from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from email.utils import quote

from core.text import one_line

IDS = ("message-id", "in-reply-to", "references")
PEOPLE = ("from", "to", "cc", "reply-to")
LINE = 76


class MailPolicy(EmailPolicy):
    """The policy of our emails: seven bits, CRLF, and the folding of this module."""

    def header_store_parse(self, name, value):
        """Keep a subject as it is: what looks encoded in it is somebody's words, never decoded."""
        if name.lower() == "subject":
            return name, header_text(value)
        return super().header_store_parse(name, value)

    def fold(self, name, value):
        """Return a header with its name as it goes over the wire, as text."""
        kind = name.lower()
        if kind in IDS:
            return _lines(name, str(value).split(), "")
        if kind in PEOPLE:
            return _lines(name, [address_line(one) for one in value.addresses], ",")
        if kind == "subject":
            return f"{name}: {encoded(str(value), taken=len(name) + 2)}\r\n"
        return super().fold(name, value)

    def fold_binary(self, name, value):
        """As `fold`, in bytes."""
        return self.fold(name, value).encode("ascii", "replace")


POLICY = MailPolicy(linesep="\r\n", cte_type="7bit", max_line_length=LINE)


def header_text(value):
    """Return a text as a header may carry it: one line, no controls, nothing that turns a line."""
    return "".join(char for char in one_line(value) if unicodedata.category(char) != "Cf")


def header_address(name, address):
    """Return the `Address` of a person. Raises ValueError for what is no address."""
    return Address(display_name=header_text(name), addr_spec=in_ascii(address))


def in_ascii(address):
    """Return an address with its domain as servers know it. Raises ValueError where none does."""
    local, at, domain = address.strip().rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode("ascii")
    if not (at and local.isascii() and (local + domain).isprintable()):
        raise ValueError(f"no address: {address}")
    return f"{local}@{domain}"


def address_line(address):
    """Return an `Address` as it stands in a header."""
    if not address.display_name:
        return address.addr_spec
    name = address.display_name
    word = f'"{quote(name)}"' if _is_plain(name) else encoded(name, taken=10)
    return f"{word} <{address.addr_spec}>"


def encoded(text, *, taken):
    """Return a text in ASCII, folded; on its first line `taken` characters stand before it."""
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    header = Header(text, charset, maxlinelen=LINE, header_name="x" * max(0, taken - 2))
    return header.encode(linesep="\r\n")


def _is_plain(text):
    """Whether a text needs no encoding: what looks encoded must not be taken for it."""
    return text.isascii() and "=?" not in text


def _lines(name, parts, comma):
    """Return a header with one of its parts a line."""
    return f"{name}: " + f"{comma}\r\n ".join(parts) + "\r\n"
