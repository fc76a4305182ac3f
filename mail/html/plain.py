"""Turns the plain text of an email into HTML that is safe to show. It is not read as Markdown.

Quoted text is folded into a `<details>`; a short quote that is followed by an answer is not.
"""

import re

from core import folds
from core.plain_text import paragraphs
from mail.reader.quoting.scanner import (
    QUOTED,
    SAID,
    SIGNATURE,
    split_quotes,
)

SHORT = 4
"""A quote of at most this many lines is not folded if an answer follows it."""

OPENER = {QUOTED: folds.QUOTED, SIGNATURE: folds.SIGNATURE}


def render_plain(text):
    """Return the HTML of a plain text: quotes folded, escaped, with links and line breaks."""
    parts = split_quotes(text)
    said = [number for number, part in enumerate(parts) if part.kind == SAID and part.text.strip()]
    last = said[-1] if said else -1
    pieces = [piece(part, number < last, is_all=not said) for number, part in enumerate(parts)]
    return f'<div class="plain">{"".join(pieces)}</div>'


def piece(part, is_answered, is_all):
    """Return the HTML of one part. If it is the whole email, it is not folded."""
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
    """Return a quote without the outermost ">" of its lines."""
    return re.sub(r"(?m)^[ \t]{0,3}> ?", "", text)
