"""Plain text as HTML that is safe to show: escaped, with its lines and links, nothing else."""

import re

from django.utils.html import escape

# Bounded, so that it is looked at once: no address is longer, and none holds a bidi control.
LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,2000}", re.I
)
ENDINGS = ".,;:!?'\"”’»*_"
BRACKETS = {")": "(", "]": "[", "}": "{"}


def as_html(text: str) -> str:
    """Return a whole plain text as HTML."""
    return f'<div class="plain">{paragraphs(text)}</div>'


def paragraphs(text: str) -> str:
    """Return text as paragraphs, broken at blank lines, each with its lines."""
    found: list[str] = []
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            lines.append(linked(line.rstrip("\r")))
        elif lines:
            found.append(f"<p>{'<br>'.join(lines)}</p>")
            lines = []
    return "".join(found)


def linked(line: str) -> str:
    """Return one line, escaped, with its web addresses as links."""
    pieces: list[str] = []
    place = 0
    for match in LINK.finditer(line):
        address = trimmed(match[0])
        if "." not in address.removeprefix("www.") and "://" not in address:
            continue
        target = address if "://" in address else f"http://{address}"
        pieces += [escape(line[place : match.start()]), anchor(target, address)]
        place = match.start() + len(address)
    pieces.append(escape(line[place:]))
    return "".join(pieces)


def anchor(target: str, words: str) -> str:
    """Return a link that opens elsewhere and tells nobody where it was."""
    rel = "noopener noreferrer nofollow"
    return f'<a href="{escape(target)}" target="_blank" rel="{rel}">{escape(words)}</a>'


def trimmed(address: str) -> str:
    """Return an address without the punctuation of the sentence that it ends."""
    counts = {mark: address.count(mark) for mark in "()[]{}"}
    end = len(address)
    while end:
        char = address[end - 1]
        if char in BRACKETS and counts[char] > counts[BRACKETS[char]]:
            counts[char] -= 1
        elif char not in ENDINGS:
            break
        end -= 1
    return address[:end]
