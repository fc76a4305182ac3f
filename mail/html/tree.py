"""Rewrites HTML as well-formed HTML, so that every browser reads it in the same way.

An email's tags may be unclosed, crossed or nested without limit, and repairing them as browsers do
can take quadratic time and memory. This writes a tree of limited depth: every tag is closed, in
the right order, and tables contain only rows and cells.
"""

from html import escape

DEEPEST = 100

VOID = {"br", "hr", "img", "wbr"}
SECTIONS = {"thead", "tbody", "tfoot"}
CELLS = {"td", "th"}
OF_TABLES = SECTIONS | CELLS | {"tr", "caption"}
BLOCKS = set(
    "address blockquote center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table ul".split()
)
LIKE_DIV = set(
    "article aside details dir fieldset figcaption figure footer form header main menu nav section "
    "summary".split()
)
"""Elements written as `div`: they break lines, but would be landmarks or controls of our page."""

INLINE = set(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup tt u var".split()
)
TAGS = VOID | BLOCKS | INLINE | OF_TABLES
CLOSES = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "a": {"a"}}
"""Which open elements a tag ends when it begins."""


class Tree:
    """Takes the tags and texts of an email in their order and makes well-formed HTML."""

    def __init__(self):
        self.out, self.open = [], []

    def start(self, name, attributes):
        """Begin an element; `attributes` are names and values that were cleaned before."""
        name = "div" if name in LIKE_DIV else name
        if not self.make_room(name):
            return
        if name not in VOID:
            if len(self.open) >= DEEPEST:
                return
            self.open.append(name)
        said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        self.out.append(f"<{name}{said}>")

    def end(self, name):
        """End the innermost open element of this name, and all that are still open in it."""
        name = "div" if name in LIKE_DIV else name
        if name in self.open and self.reaches(name, OF_TABLES | {"table"}):
            self.close_until(name)
            self.close()

    def text(self, text):
        """Add text."""
        if self.top in SECTIONS | {"table", "tr"}:
            if text.isspace():
                return
            self.make_cell()
        self.out.append(escape(text, quote=False))

    def html(self):
        """Return everything, all elements closed."""
        while self.open:
            self.close()
        return "".join(self.out)

    @property
    def top(self):
        """The innermost open element, or ""."""
        return self.open[-1] if self.open else ""

    def close(self):
        """End the innermost open element."""
        self.out.append(f"</{self.open.pop()}>")

    def close_until(self, *names):
        """End elements until one of `names` is the innermost."""
        while self.open and self.top not in names:
            self.close()

    def reaches(self, name, walls):
        """Whether an element of this name is open, and none of `walls` was opened in it since.

        A part of a table is searched within its own table, anything else within its own cell.
        """
        walls = {"table"} if name in OF_TABLES else walls
        for open_name in reversed(self.open):
            if open_name == name:
                return True
            if open_name in walls and name != "table":
                return False
        return False

    def make_room(self, name):
        """End what `name` ends, and begin the parents it needs. Return whether it may begin."""
        if name in OF_TABLES:
            return self.make_table_room(name)
        if self.top in SECTIONS | {"table", "tr"}:
            self.make_cell()
        for ended in CLOSES.get(name, ()):
            if self.reaches(ended, CELLS | {"table", "ul", "ol", "dl", "caption"}):
                self.close_until(ended)
                self.close()
        if name in BLOCKS and self.reaches("p", CELLS | {"table", "caption"}):
            self.close_until("p")
            self.close()
        return True

    def make_table_room(self, name):
        """The same for a part of a table; outside of a table it may not begin."""
        if "table" not in self.open:
            return False
        if name in CELLS:
            self.close_until("tr", "table", *SECTIONS)
            if self.top != "tr":
                self.begin("tr")
        elif name == "tr":
            self.close_until("table", *SECTIONS)
        else:
            self.close_until("table")
        return True

    def make_cell(self):
        """Begin a cell: all content of a table must be in one."""
        for name in ("tr", "td"):
            if self.top != name:
                self.begin(name)

    def begin(self, name):
        """Begin an element that is missing in the email."""
        self.open.append(name)
        self.out.append(f"<{name}>")
