"""What changed between two texts: line by line, then word by word within the lines that changed.

Comparing takes bounded time whatever the texts are: `difflib` alone needs minutes for two texts of
100,000 characters made to hurt. What the budget does not reach reads as replaced, which is true.
"""

import re
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby

SAME, ADDED, REMOVED, GAP = "same", "added", "removed", "gap"
STEPS = 1_000_000
"""How many steps all comparisons of one page may take together: about half a second."""

WORD = re.compile(r"(?:[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]|^)\s*")
LEAST_IN_COMMON = 0.3
"""Lines with fewer words in common are shown one under the other, not woven together."""
AROUND, MOST_PIECES = 2, 1000


@dataclass(frozen=True)
class Run:
    """A run of text that is the same in both, added, or removed; of a GAP the number of lines."""

    kind: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n")


class Budget:
    """The steps that are left for a number of comparisons."""

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def pays(self, steps: int) -> bool:
        """Take these steps, or return False where there are not enough left."""
        if steps > self.left:
            return False
        self.left -= steps
        return True


class Comparison(SequenceMatcher[str]):
    """`difflib`'s matcher on a budget: where it is spent, nothing more is found to be the same."""

    a: list[str]
    b2j: dict[str, list[int]]

    def __init__(self, old: list[str], new: list[str], budget: Budget) -> None:
        super().__init__(None, old, new, autojunk=False)
        self.budget = budget
        costs = (1 + len(self.b2j.get(one, ())) for one in old)
        self.costs = list(accumulate(costs, initial=0))

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Return the longest run that is in both, or none if looking for it costs too much."""
        ahi = len(self.a) if ahi is None else ahi
        if not self.budget.pays(self.costs[ahi] - self.costs[alo]):
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def difference(old: str, new: str, budget: Budget | None = None) -> list[Run]:
    """Return how `old` became `new`, as Pieces in the order of reading."""
    budget = budget or Budget()
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Run] = []
    # The last line of a text has no end; it is the same when another comes behind it.
    keys = [[line.rstrip("\n") for line in lines] for lines in (before, after)]
    for tag, a, b, c, d in Comparison(keys[0], keys[1], budget).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        found += [Run(SAME, come)] if tag == "equal" else by_words(gone, come, budget)
    found = merged(found)
    return with_gaps(found if len(found) <= MOST_PIECES else replaced(old, new))


def by_words(old: str, new: str, budget: Budget) -> list[Run]:
    """Return how some lines became others, word by word where they have enough in common."""
    before, after = WORD.findall(old), WORD.findall(new)
    keys = [[word.strip() for word in words] for words in (before, after)]
    codes = Comparison(keys[0], keys[1], budget).get_opcodes()
    same = sum(b - a for tag, a, b, _c, _d in codes if tag == "equal")
    if same < LEAST_IN_COMMON * max(len(before), len(after)) or keys[0] == keys[1]:
        return replaced(old, new)
    found: list[Run] = []
    for tag, a, b, c, d in codes:
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        found += [Run(SAME, come)] if tag == "equal" else replaced(gone, come)
    return found


def replaced(old: str, new: str) -> list[Run]:
    """Return the pieces of one text in the place of another."""
    return [Run(kind, text) for kind, text in ((REMOVED, old), (ADDED, new)) if text]


def merged(pieces: list[Run]) -> list[Run]:
    """Return the pieces with neighbours of one kind made one."""
    return [
        Run(kind, "".join(piece.text for piece in run))
        for kind, run in groupby(pieces, key=lambda piece: piece.kind)
    ]


def with_gaps(pieces: list[Run]) -> list[Run]:
    """Return the pieces with a gap in every long stretch where nothing changed."""
    found: list[Run] = []
    for number, piece in enumerate(pieces):
        lines = piece.text.splitlines(keepends=True)
        head = AROUND if number else 0
        tail = AROUND if number < len(pieces) - 1 else 0
        gap = len(lines) - head - tail
        if piece.kind != SAME or gap <= AROUND or len(pieces) == 1:
            found.append(piece)
            continue
        parts = (SAME, lines[:head]), (GAP, lines[head : head + gap]), (SAME, lines[head + gap :])
        found += [Run(kind, "".join(part)) for kind, part in parts if part]
    return found
