"""Headers that every mail server can read: folded here and not by the standard library.

The standard library encodes a long Message-ID as if it were words, which breaks threads, and
has lost the quotes of names when it folded them. Here addresses, ids and the subject are folded
in the simplest way: one address or id per line.
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
        """Keep a subject as it is: text in it that looks encoded is never decoded."""
        if name.lower() == "subject":
            return name, header_text(value)
        return super().header_store_parse(name, value)

    def fold(self, name, value):
        """Return a header with its name as it is sent, as text."""
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
    """Return a text that a header may contain: one line, no control or direction characters."""
    return "".join(char for char in one_line(value) if unicodedata.category(char) != "Cf")


def header_address(name, address):
    """Return the `Address` of a name and an address. Raises ValueError for an invalid one."""
    return Address(display_name=header_text(name), addr_spec=in_ascii(address))


def in_ascii(address):
    """Return an address with its domain in ASCII. Raises ValueError if that is not possible."""
    local, at, domain = address.strip().rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode("ascii")
    if not (at and local.isascii() and (local + domain).isprintable()):
        raise ValueError(f"no address: {address}")
    return f"{local}@{domain}"


def address_line(address):
    """Return an `Address` as text for a header."""
    if not address.display_name:
        return address.addr_spec
    name = address.display_name
    word = f'"{quote(name)}"' if _is_plain(name) else encoded(name, taken=10)
    return f"{word} <{address.addr_spec}>"


def encoded(text, *, taken):
    """Return a text in ASCII, folded; `taken` characters precede it on the first line."""
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    header = Header(text, charset, maxlinelen=LINE, header_name="x" * max(0, taken - 2))
    return header.encode(linesep="\r\n")


def _is_plain(text):
    """Whether a text needs no encoding; one that looks encoded does, or it would be decoded."""
    return text.isascii() and "=?" not in text


def _lines(name, parts, comma):
    """Return a header with one part per line."""
    return f"{name}: " + f"{comma}\r\n ".join(parts) + "\r\n"
