"""Plain text, as a mail brings it, to HTML that is safe to show. No Markdown: what stands, stands.

The history is folded into a `<details>`; a quote of a few lines that is answered stays open.
"""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from accounts.templatetags.ui import icon
from tickets.quoting.scanner import QUOTED, SAID, SIGNATURE, parts_of

VERSION = 2
"""Raise this when the rendering changes: stored HTML of an older version is made again. It began
at 2, because mails were once rendered as Markdown of version 1."""

SHORT = 4
"""A quote of so many lines stays open where an answer follows it."""

# Bounded, so that it is looked at once: no address is longer, and none holds a bidi control.
LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,2000}", re.I
)
ENDINGS = ".,;:!?'\"”’»*_"
BRACKETS = {")": "(", "]": "[", "}": "{"}

OPENER = {QUOTED: "<summary></summary>", SIGNATURE: "<summary> </summary>"}
"""What stands in stored HTML where words are put when it is shown. Text cannot hold it: it is
escaped."""


def render(text):
    """Return the HTML of a plain text, its history folded; escaped, with links and line breaks."""
    parts = parts_of(text)
    said = [number for number, part in enumerate(parts) if part.kind == SAID and part.text.strip()]
    last = said[-1] if said else -1
    pieces = [piece(part, number < last, is_all=not said) for number, part in enumerate(parts)]
    return f'<div class="plain">{"".join(pieces)}</div>'


def worded(html):
    """Return stored HTML with the words of its folds, in the language of whoever reads it."""
    if "<summary>" in html:
        chevron = icon("chevron-down")
        for kind, words in ((QUOTED, _("Show quoted text")), (SIGNATURE, _("Show signature"))):
            html = html.replace(OPENER[kind], f"<summary>{chevron}{escape(words)}</summary>")
    return mark_safe(html)  # noqa: S308 - made of escaped text by `render`


def piece(part, is_answered, is_all):
    """Return the HTML of one part. What is all there is of a mail is not folded away."""
    if not part.text.strip():
        return ""
    if part.kind == SAID:
        return paragraphs(part.text)
    if part.kind == QUOTED and is_answered and lines_with_words(part.text) <= SHORT:
        return f"<blockquote>{paragraphs(unmarked(part.text))}</blockquote>"
    opened = " open" if is_all else ""
    body = f'<div class="quote__text">{paragraphs(part.text)}</div>'
    return f'<details class="quote"{opened}>{OPENER[part.kind]}{body}</details>'


def lines_with_words(text):
    """Return how many lines of a text are not blank."""
    return sum(1 for line in text.split("\n") if line.strip(" >\t\r"))


def unmarked(text):
    """Return a quote without the outermost mark of its lines."""
    return re.sub(r"(?m)^[ \t]{0,3}> ?", "", text)


def paragraphs(text):
    """Return text as paragraphs, broken at blank lines, each with its lines."""
    found, lines = [], []
    for line in (*text.split("\n"), ""):
        if line.strip():
            lines.append(linked(line.rstrip("\r")))
        elif lines:
            found.append(f"<p>{'<br>'.join(lines)}</p>")
            lines = []
    return "".join(found)


def linked(line):
    """Return one line, escaped, with its web addresses as links."""
    pieces, place = [], 0
    for match in LINK.finditer(line):
        address = trimmed(match[0])
        if "." not in address.removeprefix("www.") and "://" not in address:
            continue
        target = address if "://" in address else f"http://{address}"
        pieces += [escape(line[place : match.start()]), anchor(target, address)]
        place = match.start() + len(address)
    pieces.append(escape(line[place:]))
    return "".join(pieces)


def anchor(target, words):
    """Return a link that opens elsewhere and tells nobody where it was."""
    rel = "noopener noreferrer nofollow"
    return f'<a href="{escape(target)}" target="_blank" rel="{rel}">{escape(words)}</a>'


def trimmed(address):
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
