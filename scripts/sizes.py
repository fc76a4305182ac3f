"""Find files and functions that are too long.

A function's length is the number of code lines in its body: its signature, docstring, blank
lines, comment lines and the functions defined inside it (counted separately) do not count. A
file's length is the number of all its lines.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = {".py": 300, ".html": 300, ".js": 300, ".css": 300}
MOST_LINES_OF_FUNCTION = 25
NOT_OURS = {"migrations", "vendor", "node_modules", "staticfiles", "var"}

# "path" or "path:function" → why it may be longer.
ALLOWED = {}


def our_files():
    """Yield the paths, from the root, of all hand-written files with a limit."""
    for path in sorted(ROOT.rglob("*")):
        relative = path.relative_to(ROOT)
        hidden = any(part.startswith(".") for part in relative.parts)
        if path.suffix in MOST_LINES and not hidden and not NOT_OURS.intersection(relative.parts):
            yield relative


def code_lines(source_lines, nodes):
    """Return the numbers of the lines of these statements that are neither blank nor comment."""
    numbers = {n for node in nodes for n in range(node.lineno, node.end_lineno + 1)}
    return {
        n for n in numbers if source_lines[n - 1].strip() and not is_comment(source_lines[n - 1])
    }


def is_comment(line):
    """Tell whether a line contains only a comment."""
    return line.lstrip().startswith("#")


def functions(source):
    """Yield (name, lines of code) of every function in this Python source."""
    lines = source.splitlines()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    for function in (node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)):
        body = function.body[1:] if ast.get_docstring(function) else function.body
        inner = [node for node in ast.walk(function) if isinstance(node, kinds)]
        inner.remove(function)
        yield function.name, len(code_lines(lines, body) - code_lines(lines, inner))


def complaints(path):
    """Yield a sentence for each excessive length in one file: its own and its functions'."""
    source = (ROOT / path).read_text(encoding="utf-8")
    length, most = len(source.splitlines()), MOST_LINES[path.suffix]
    if length > most and str(path) not in ALLOWED:
        yield f"{path} has {length} lines; {most} are enough."
    for name, length in functions(source) if path.suffix == ".py" else []:
        if length > MOST_LINES_OF_FUNCTION and f"{path}:{name}" not in ALLOWED:
            yield f"{path}: {name}() has {length} lines; {MOST_LINES_OF_FUNCTION} are enough."


def main():
    """Print every complaint; return 1 if there is one."""
    found = [words for path in our_files() for words in complaints(path)]
    print("\n".join(found) or "Every file and every function is short.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
