"""Flowed plain text: wrapped for old mail programs, joined again by others (RFC 3676)."""

import re

WIDTH = 74
WORD = re.compile(r"[^ ]+ *| +")
FENCE = ("```", "~~~")


def flowed(text):
    """Return `text` with long lines wrapped softly, each soft end marked by a blank.

    Blocks of code are not changed.
    """
    lines, in_code = [], False
    for line in text.split("\n"):
        if line.lstrip().startswith(FENCE):
            in_code = not in_code
        if in_code or line.startswith(("    ", "\t")):
            lines.append(stuffed(line.rstrip()))
        else:
            lines += _wrapped(line.rstrip(), WIDTH)
    return "\n".join(lines)


def quote_lines(text):
    """Return `text` as a quotation: wrapped softly, with "> " before each line."""
    lines = [part for line in text.split("\n") for part in _wrapped(line.rstrip(), WIDTH - 2)]
    return "\n".join(f"> {line}".rstrip() if line == "" else f"> {line}" for line in lines)


def stuffed(line):
    """Return a line with a blank before it if it would be read as a quotation or changed."""
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def _wrapped(line, width):
    """Return the wrapped lines; a blank at the end of a line means that the next continues it."""
    lines = [""]
    for word in WORD.findall(line):
        if lines[-1] and len(lines[-1]) + len(word.rstrip(" ")) > width:
            lines.append("")
        lines[-1] += word
    return [stuffed(part) for part in lines]
