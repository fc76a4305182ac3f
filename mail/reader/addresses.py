"""Lists of addresses, also in the invalid forms that people and programs really use.

A list is cut into tokens once, from left to right; commas inside quotes, comments, brackets and
encoded words do not separate. Then every piece between two commas becomes one address.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from . import words
from .parsed import Address

Token = tuple[str, bytes]
"""The kind of a token and its bytes."""

Located = tuple[str, bytes, int]
"""A token and the place behind it."""

MOST_ADDRESSES = 1_000
MOST_BYTES = 200_000
LONGEST = 400
MOST_TOKENS = 500
BRACKETS = (("mark", b"<"), ("mark", b">"))

_TOKEN = re.compile(
    rb"(?P<blank>[ \t\r\n]+)"
    rb"|(?P<encoded>=\?[^?\s]{0,80}\?[bBqQ]\?[^?\"<>]{0,2000}\?=)"
    rb"|(?P<mark>[<>,;:\"()\[\]])"
    rb"|(?P<word>(?:[^\s<>,;:\"()\[\]=]|=(?!\?)|=(?=\?))(?:[^\s<>,;:\"()\[\]=]|=(?!\?))*)"
)
_QUOTED = re.compile(rb"\"((?:[^\"\\]|\\.)*)\"", re.S)
_ESCAPE = re.compile(rb"\\(.)", re.S)
_WHOLE = re.compile(r"([^<>]*)<\s*([^<>\s@]+@[^<>\s@]+)\s*>\s*")
_BARE = re.compile(r"[^\s<>@\"(),;:]+@[^\s<>@\"(),;:]+")


def read_addresses(raw: bytes, body_charset: str = "") -> tuple[tuple[Address, ...], str]:
    """Return (addresses, problem) of the raw value of one header."""
    cut = len(raw) > MOST_BYTES
    if cut:
        raw = raw[:MOST_BYTES].rpartition(b",")[0]
    found: list[Address] = []
    for piece in split_mailboxes(list(tokens(raw))):
        if len(found) >= MOST_ADDRESSES:
            cut = True
            break
        address = read_mailbox(piece, body_charset)
        if address.name or address.address:
            found.append(address)
    return join_family_names(found), "addresses cut" if cut else ""


def tokens(raw: bytes) -> Iterator[Token]:
    """Yield (kind, bytes): blank, encoded, mark, word, quoted, comment or literal."""
    place = 0
    unclosed: set[bytes] = set()
    while place < len(raw):
        match = _TOKEN.match(raw, place)
        kind, text = (
            (match.lastgroup or "", match[0]) if match else ("word", raw[place : place + 1])
        )
        end = place + len(text)
        if kind == "mark" and text in b'"(' and text not in unclosed:
            closed = read_quoted_string(raw, place) if text == b'"' else read_comment(raw, place)
            if closed:
                kind, text, end = closed
            else:
                unclosed.add(text)
        yield kind, text
        place = end


def read_quoted_string(raw: bytes, place: int) -> Located | None:
    """Return (kind, text, end) of a quoted string, or None if it is never closed."""
    match = _QUOTED.match(raw, place)
    return match and ("quoted", _ESCAPE.sub(rb"\1", match[1]), match.end())


def read_comment(raw: bytes, place: int) -> Located | None:
    """Return (kind, text, end) of a comment, nested ones included, or None if never closed."""
    depth = 0
    for match in re.finditer(rb"[()]|\\.", raw[place : place + 10_000]):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            text = raw[place + 1 : place + match.start()]
            return "comment", _ESCAPE.sub(rb"\1", text), place + match.end()
    return None


def split_mailboxes(found: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each mailbox: between commas or semicolons, without names of groups."""
    piece: list[Token] = []
    previous, in_brackets, in_route = b"", False, False
    for kind, text in found:
        mark = text if kind == "mark" else b""
        if mark == b"<" and (end := end_of_brackets(piece)):
            yield piece[:end]
            piece = piece[end:]
        in_route = (in_route or (previous == b"<" and text.startswith(b"@"))) and mark not in (
            b":",
            b">",
        )
        if mark in (b"<", b">"):
            in_brackets = mark == b"<"
        if (mark in (b",", b";") and not in_route) or len(piece) >= MOST_TOKENS:
            yield piece
            piece, in_brackets = [], False
        elif mark == b":" and not in_brackets:
            piece = []
        else:
            piece.append((kind, text))
        previous = mark
    yield piece


def end_of_brackets(piece: list[Token]) -> int:
    """Return the place behind an address in brackets: a second one begins a new mailbox."""
    if ("mark", b">") not in piece or not any(b"@" in text for _, text in piece):
        return 0
    end = piece.index(("mark", b">")) + 1
    return end if any(b"@" in text for kind, text in piece[:end] if kind != "quoted") else 0


def read_mailbox(piece: list[Token], body_charset: str) -> Address:
    """Return the `Address` of the tokens of one mailbox."""
    before, inside, after = split_bracketed(piece)
    if inside is None:
        before, inside = split_unbracketed(before)
    address = words.decode_header(address_bytes(inside), body_charset)
    spoken = [token for token in before + after if token[0] != "comment" and token not in BRACKETS]
    name = phrase(spoken, body_charset)
    if not name:
        name = phrase([("word", text) for kind, text in piece if kind == "comment"], body_charset)
    return unwrap_address(name, address)


def split_bracketed(piece: list[Token]) -> tuple[list[Token], list[Token] | None, list[Token]]:
    """Return the tokens before `<`, those inside (or None), and those after `>`."""
    opening = [i for i, token in enumerate(piece) if token == ("mark", b"<")]
    if not opening:
        return [token for token in piece if token != ("mark", b">")], None, []
    first, last = opening[0], opening[-1]
    closing = next((i for i in range(last, len(piece)) if piece[i] == ("mark", b">")), len(piece))
    between = [t for t in piece[first:last] if t not in BRACKETS]
    return piece[:first] + between, piece[last + 1 : closing], piece[closing + 1 :]


def split_unbracketed(piece: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return (other tokens, tokens of the address) of a mailbox without brackets."""
    runs = [list(run) for _, run in groupby(piece, lambda t: t[0] in ("blank", "comment"))]
    with_at = [i for i, run in enumerate(runs) if any(b"@" in text for _, text in run)]
    if not with_at:
        return (
            (piece, [])
            if len([t for t in piece if t[0] not in ("blank", "comment")]) != 1
            else ([], piece)
        )
    first = last = with_at[0]
    if runs[first][0][1].startswith(b"@"):
        first = max(first - 2, 0)
    if runs[last][-1][1].endswith(b"@"):
        last = min(last + 2, len(runs) - 1)
    flat = [token for run in runs[first : last + 1] for token in run]
    rest = [token for run in runs[:first] + runs[last + 1 :] for token in run]
    return rest, flat


def address_bytes(found: list[Token]) -> bytes:
    """Return the bytes of an address, without blanks, comments and a route before it."""
    text = b"".join(
        b'"%s"' % part if kind == "quoted" and needs_quotes(part) else part
        for kind, part in found
        if kind not in ("blank", "comment")
    )
    if text.startswith(b"@") and b":" in text:
        text = text.rpartition(b":")[2]
    return text[7:] if text[:7].lower() == b"mailto:" else text


def needs_quotes(part: bytes) -> bool:
    """Tell whether a quoted local part would not be one without its quotes."""
    return b"@" not in part and not re.fullmatch(rb"[^\s<>,;:\"()\[\]]+", part)


def phrase(found: list[Token], body_charset: str) -> str:
    """Return the text of a display name."""
    return (
        words.decode_header(b"".join(text for _, text in found), body_charset)
        .strip("\"' \t,;")
        .removesuffix("<>")
        .rstrip()
    )


def unwrap_address(name: str, address: str) -> Address:
    """Return the `Address`, which may have been encoded as a whole or stand in its name."""
    if ("@" in address and "<" not in address) or len(name) + len(address) > LONGEST:
        return Address("" if name == address else name, address)
    for text in (address, name):
        if match := _WHOLE.search(text):
            return Address(match[1].strip().strip("\"'"), match[2])
    if not address and (match := _BARE.search(name)):
        return Address(name.replace(match[0], "").strip("\"'<>() "), match[0])
    return Address("" if name == address else name, address)


def join_family_names(found: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses with "Doe, John <j@x>" put together again, and mere names dropped.

    A single word may be a mailbox of the local host (root), several words are not.
    """
    kept, loose = [], []
    for address in found:
        if not address.address or ("@" not in address.address and not address.name):
            loose.append(address)
            continue
        if len(loose) == 1 and address.name and "@" in address.address:
            family = loose[0].address or loose[0].name
            address = Address(f"{family}, {address.name}", address.address)
        else:
            kept += loose
        kept.append(address)
        loose = []
    return tuple(address for address in kept + loose if address.address)


def read_display_name(raw: bytes, body_charset: str = "") -> str:
    """Return the display name of a field that holds no address."""
    only = read_mailbox(list(tokens(raw[:LONGEST])), body_charset)
    return only.name or only.address
