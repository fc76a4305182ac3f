"""Plain text that flows: wrapped for old programs, made whole again by others (RFC 3676)."""

import textwrap

WIDTH = 74
FENCE = ("```", "~~~")


def flowed(text):
    """Return `text` with long lines wrapped softly, each soft end marked by a blank.

    What stands in a block of code stays as it is.
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


def quoted(text):
    """Return `text` as a quotation, each line behind a mark, wrapped softly."""
    lines = [part for line in text.split("\n") for part in _wrapped(line.rstrip(), WIDTH - 2)]
    return "\n".join(f"> {line}".rstrip() if line == "" else f"> {line}" for line in lines)


def stuffed(line):
    """Return a line with a blank before what would be read as a quotation or as a mark."""
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def _wrapped(line, width):
    """Return the lines that a line becomes; all but the last end with a blank: they go on."""
    parts = textwrap.wrap(
        line, width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False,
        drop_whitespace=False,
    )  # fmt: skip
    return _ended([stuffed(part) for part in parts]) if len(parts) > 1 else [stuffed(line)]


def _ended(parts):
    """Return wrapped parts so that each but the last ends in one blank, the last in none."""
    return [f"{part.rstrip()} " for part in parts[:-1]] + [parts[-1].rstrip()]
