"""Finds the new text, the quoted text and the signature in an email.

One pass over the lines. Libraries for this were tried: the best lost text in one of sixteen
emails, and two hang on a page of "On On On". Here nothing is lost: the parts make up the text.
"""

from dataclasses import dataclass

from mail.reader.quoting import phrases

SAID, QUOTED, SIGNATURE = "said", "quoted", "signature"
LOOK_BACK = 3
"""Over how many lines a mail program breaks "On Monday, Sarah wrote:" but for the last."""

ROWS_OF_HEADER = 8
LONGEST_SIGNATURE = 12


@dataclass(frozen=True)
class TextPart:
    """Some lines of an email, of one kind: SAID, QUOTED or SIGNATURE."""

    kind: str
    text: str


def split_quotes(text: str) -> list[TextPart]:
    """Return the parts of a text, in order; their texts put together are the text."""
    lines = lines_of(text)
    kinds = [SAID] * len(lines)
    end = history_from(lines)
    kinds[end:] = [QUOTED] * (len(lines) - end)
    mark_quotes(lines, kinds, end)
    mark_signature(lines, kinds)
    return join_lines(lines, kinds)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, each with its line break; only LF breaks one."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def history_from(lines: list[str]) -> int:
    """Return the number of the first line from which on everything is unmarked history.

    It begins at "-----Original Message-----", at the header block of Outlook, or at an attribution
    without a quote mark below it. Returns the number of lines where there is none.
    """
    forwarded = False
    for number, line in enumerate(lines):
        if line.isspace() or phrases.is_quoted(line):
            continue
        if phrases.is_original_rule(line):
            return number
        if phrases.header_label(line) == "from" and is_header_block(lines, number):
            if not forwarded:
                return with_rule_above(lines, number)
        elif phrases.ends_attribution(line):
            start, strength = attribution_at(lines, number)
            if strength == "strong" and not is_above_quote(lines, number):
                return start
        forwarded = forwarded or phrases.is_forward(line)
    return len(lines)


def is_header_block(lines: list[str], number: int) -> bool:
    """Whether three or more rows of a header, as Outlook repeats it, stand at a line."""
    rows = {phrases.header_label(line) for line in lines[number : number + ROWS_OF_HEADER]}
    rows.discard("")
    return len(rows) >= 3 and bool(rows & {"when", "subject"})


def with_rule_above(lines: list[str], number: int) -> int:
    """Return the number of the rule above a header block, or that of its first line."""
    for above in range(number - 1, max(number - 3, -1), -1):
        if phrases.is_plain_rule(lines[above]):
            return above
        if lines[above].strip():
            break
    return number


def attribution_at(lines: list[str], last: int) -> tuple[int, str]:
    """Return (first line, strength or "") of the attribution that ends at line `last`."""
    first = last
    while first > max(last - LOOK_BACK, 0) and is_plain(lines[first - 1]):
        first -= 1
    strength = phrases.is_attribution(lines[first : last + 1])
    if not strength:
        return last, ""
    starts = range(last, first - 1, -1)
    fitting = [n for n in starts if phrases.is_attribution(lines[n : last + 1]) == strength]
    opening = [n for n in fitting if phrases.opens_attribution(lines[n])]
    return (opening or fitting)[0], strength


def is_plain(line: str) -> bool:
    """Whether a line has words and no quote mark."""
    return bool(line.strip()) and not phrases.is_quoted(line)


def is_above_quote(lines: list[str], number: int) -> bool:
    """Whether the next line with words, at most two further, is quoted by a mark."""
    below = [line for line in lines[number + 1 : number + 4] if line.strip()]
    return bool(below) and phrases.is_quoted(below[0])


def mark_quotes(lines: list[str], kinds: list[str], end: int) -> None:
    """Mark quoted lines, the blank ones between them, and the attribution above them."""
    last = None
    for number in range(end):
        if phrases.is_quoted(lines[number]):
            kinds[number] = QUOTED
            if last is None:
                mark_attribution(lines, kinds, number)
            else:
                kinds[last + 1 : number] = [QUOTED] * (number - last - 1)
            last = number
        elif lines[number].strip():
            last = None


def mark_attribution(lines: list[str], kinds: list[str], number: int) -> None:
    """Mark the lines above a quote that say whose it is."""
    above = number - 1
    while above >= max(number - 3, 0) and not lines[above].strip():
        above -= 1
    if above < 0 or kinds[above] == QUOTED or not phrases.ends_attribution(lines[above]):
        return
    start, strength = attribution_at(lines, above)
    if strength:
        kinds[start:number] = [QUOTED] * (number - start)


def mark_signature(lines: list[str], kinds: list[str]) -> None:
    """Mark the signature: what follows the last "-- ", if something is said above it."""
    said = [number for number, kind in enumerate(kinds) if kind == SAID]
    for number in reversed(said[1:]):
        if lines[number].rstrip("\r\n") in ("-- ", "--", "--\xa0"):
            block = [n for n in said if n >= number]
            together = block[-1] - block[0] == len(block) - 1
            if together and len([n for n in block if lines[n].strip()]) <= LONGEST_SIGNATURE:
                kinds[block[0] : block[-1] + 1] = [SIGNATURE] * len(block)
            return


def join_lines(lines: list[str], kinds: list[str]) -> list[TextPart]:
    """Return lines and their kinds as parts."""
    parts, start = [], 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or kinds[number] != kinds[start]:
            parts.append(TextPart(kinds[start], "".join(lines[start:number])))
            start = number
    return parts
