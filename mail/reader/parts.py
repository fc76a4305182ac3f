"""Cut an email into its parts: one pass over the lines that begin with two hyphens.

There is no recursion and no second pass, so deep nesting and many parts take only linear time. A
nested message is a leaf here: its bytes are a file.
"""

import re

from . import headers, params

MOST_PARTS = 2_000
MOST_DEPTH = 100
GUESSES = 20

_HYPHENS = re.compile(rb"^--([^\n]{1,1000})", re.M)
_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_GUESS = re.compile(
    rb"^--([^\s-][^\r\n]{0,199}?|-{1,100}[^\s-][^\r\n]{0,199}?)[ \t]*\r?\nContent-", re.M | re.I
)


class MimePart:
    """A leaf or a branch: its header, where its body starts and ends, and its parent.

    `alternative` is the outermost multipart/alternative around it, `branch` the child of that
    alternative through which it is reached; both are None elsewhere.
    """

    __slots__ = (
        "headers", "kind", "params", "start", "end", "parent", "depth", "children",
        "alternative", "branch",
    )  # fmt: skip

    def __init__(self, found: headers.Headers, parent: "MimePart | None" = None) -> None:
        self.headers, self.parent, self.children = found, parent, 0
        self.start = self.end = found.body
        self.depth: int = parent.depth + 1 if parent else 0
        self.kind: str
        self.alternative: MimePart | None
        self.branch: MimePart | None
        default = "message/rfc822" if parent and parent.kind == "multipart/digest" else "text/plain"
        self.kind, self.params = params.read_content_type(found.get("content-type"), default)
        self.alternative = self.branch = None
        if parent and parent.alternative:
            self.alternative, self.branch = parent.alternative, parent.branch or self
        elif parent and parent.kind == "multipart/alternative":
            self.alternative, self.branch = parent, self

    @property
    def is_branch(self) -> bool:
        """Tell whether it only holds other parts."""
        return self.children > 0


class Splitter:
    """The state of the one pass: the open multiparts and what their boundaries mean."""

    def __init__(self, data: bytes, start: int = 0) -> None:
        self.data, self.place = data, start
        self.parts: list[MimePart] = []
        self.problems: list[str] = []
        self.open: list[
            tuple[MimePart, bytes]
        ] = []  # (part, boundary) of every multipart that may still go on
        self.meaning: dict[bytes, list[int]] = {}  # boundary -> indices in `open`
        self.current: MimePart | None = None  # the part whose body the pass is in
        self.guesses = GUESSES

    def split(self) -> list[MimePart]:
        """Return all parts, branches before what hangs on them."""
        self.begin(None)
        while self.open and (found := self.next_boundary()):
            self.look(*found)
        self.close(0, len(self.data))
        return self.parts

    def next_boundary(self) -> tuple[bytes, int] | None:
        """Return (text, where) of the next line that is a boundary of an open multipart."""
        meaning = self.meaning
        for match in _HYPHENS.finditer(self.data, self.place):
            text = match[1].strip()
            if text in meaning or (text.endswith(b"--") and text[:-2] in meaning):
                self.place = _LINE.match(self.data, match.end()).end()  # type: ignore[union-attr]  # it always matches
                return text, match.start()
        return None

    def look(self, text: bytes, where: int) -> None:
        """Act on a boundary: begin the next part, or close what it closes."""
        if level := self.meaning.get(text):
            self.close(level[-1] + 1, where)
            self.begin(self.open[-1][0])
        else:
            self.close(self.meaning[text[:-2]][-1], where)

    def is_boundary(self, line: bytes) -> bool:
        """Tell whether this line belongs to an open multipart."""
        text = line[2:].strip()
        return text in self.meaning or (text.endswith(b"--") and text[:-2] in self.meaning)

    def begin(self, parent: MimePart | None) -> None:
        """Read the header of the part that starts here, and open it if it has parts itself."""
        if len(self.parts) >= MOST_PARTS:
            self.problem("parts cut")
            self.place = len(self.data)  # ten million boundaries would take a minute
            return
        found = headers.read_headers(self.data, self.place, is_end=self.is_boundary)
        part = MimePart(found, parent)
        if parent:
            parent.children += 1
        self.parts.append(part)
        self.current, self.place = part, max(found.body, self.place)
        self.problems += [word for word in found.problems if word not in self.problems]
        if part.kind.startswith("multipart/"):
            self.enter(part)

    def enter(self, part: MimePart) -> None:
        """Remember the boundary of a multipart."""
        if part.depth >= MOST_DEPTH:
            self.problem("nested too deep")
            return
        boundary = part.params.get("boundary", "").encode("utf-8", "replace").rstrip()
        boundary = self.seen_or_guessed(boundary)
        if boundary:
            self.meaning.setdefault(boundary, []).append(len(self.open))
            self.open.append((part, boundary))

    def seen_or_guessed(self, boundary: bytes) -> bytes:
        """Return the boundary, or the one that the body uses where the header names another."""
        if self.guesses <= 0 or (boundary and self.data.find(b"--" + boundary, self.place) >= 0):
            return boundary
        self.guesses -= 1
        match = _GUESS.search(self.data, self.place)
        if not match or match[1] in self.meaning:
            return boundary
        self.problem("wrong boundary")
        return match[1]

    def close(self, level: int, where: int) -> None:
        """End the current part before `where`, and the multiparts from `level` on."""
        if self.current:
            self.current.end = max(self.current.start, self.before_line_end(where))
            self.current = None
        while len(self.open) > level:
            part, boundary = self.open.pop()
            part.end = where
            self.meaning[boundary].pop()
            if not self.meaning[boundary]:
                del self.meaning[boundary]

    def before_line_end(self, where: int) -> int:
        """Return the place before the line end that belongs to the boundary after it."""
        if where == len(self.data):
            return where
        where -= self.data[where - 1 : where] == b"\n"
        return where - (self.data[where - 1 : where] == b"\r")

    def problem(self, word: str) -> None:
        """Remember what was wrong, once."""
        if word not in self.problems:
            self.problems.append(word)
