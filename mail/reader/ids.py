"""Message-IDs: of the email itself, of the one it answers, and of the thread before it."""

import re

MOST_KEPT = 100
MOST_BYTES = 1_000_000
LONGEST = 995

_BRACKETED = re.compile(r"<\s*([^<>\s]{1,995})\s*>")
_BARE = re.compile(r"[^\s<>,;\"()]+@[^\s<>,;\"()]+")


def first_id(text: str) -> str:
    """Return the Message-ID in this text, without its brackets, or ""."""
    return next(iter(message_ids(text)), "") or unbracketed_id(text)


def message_ids(text: str) -> list[str]:
    """Return all Message-IDs in their order, the brackets off, each once."""
    found = _BRACKETED.findall(text[:MOST_BYTES])
    if not found:
        words = text[:MOST_BYTES].split()
        found = [match[0] for word in words if (match := _BARE.search(word[:LONGEST]))]
    return list(dict.fromkeys(found))


def answered_id(text: str) -> str:
    """Return what In-Reply-To names; phrases such as "Your message of Monday" are no ID."""
    return next((found for found in message_ids(text) if "@" in found), "") or next(
        iter(message_ids(text)), ""
    )


def thread_ids(text: str) -> tuple[tuple[str, ...], str]:
    """Return (IDs, problem) of References: the first, and the last hundred."""
    found = message_ids(text)
    if len(found) <= MOST_KEPT + 1:
        return tuple(found), ""
    return (found[0], *found[-MOST_KEPT:]), "references cut"


def unbracketed_id(text: str) -> str:
    """Return an ID that has neither brackets nor an at sign, such as some programs write."""
    words = text.replace("<", " ").replace(">", " ").split()
    return words[0][:LONGEST] if len(words) == 1 else ""
