"""What a machine can see of STYLE.md, and no linter has a rule for."""

import ast
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import get_resolver

from scripts import sizes

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
APPS = [name for name in CONTRACTS["root_packages"] if name != "scripts"]
PYTHON = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

VIEWS = {"views.py", "editing.py", "photo.py", "sessions.py", "originals.py", "taking.py"}

# Everybody who is signed in sees all of these: docs/decisions.md, Customers are seen by all.
SEEN_BY_ALL = {"User", "Group", "Customer", "Company", "Tag", "BlockedSender"}

# File and look-up → why it may look further than its user.
LOOKS_FURTHER = {
    "tickets/queue/taking.py Ticket.objects": "was shown to this person before another took it",
}


def names(paths):
    """Paths as the ids of parametrized tests."""
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def test_every_file_and_every_function_is_short():
    assert [words for path in sizes.our_files() for words in sizes.complaints(path)] == []


def test_every_package_is_in_the_contract():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    layers = {name for line in CONTRACTS["contracts"][0]["layers"] for name in line.split(" | ")}
    assert packages == set(CONTRACTS["root_packages"]) == layers


def test_imports_look_down():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint_imports, "--no-logo"], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stdout


def test_nothing_is_called_by_a_name_that_says_nothing():
    empty_words = {"services.py", "utils.py", "helpers.py", "signals.py", "misc.py"}
    assert [path for path in PYTHON if path.name in empty_words] == []


def views():
    """The files that hold views."""
    return [p for p in PYTHON if "views" in p.relative_to(ROOT).parts or p.name in VIEWS]


def test_views_start_with_the_user():
    found = []
    for path in views():
        tree = ast.parse(path.read_text())
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                follows = getattr(parents[node], "attr", "")
                model = getattr(node.value, "id", "")
                if follows != "visible_to" and model not in SEEN_BY_ALL:
                    found.append(f"{path.relative_to(ROOT)} {ast.unparse(node)}")
    assert [place for place in found if place not in LOOKS_FURTHER] == []


def is_plain(node):
    """Whether a definition says by itself what it does: two lines of code, and nothing raised."""
    return len(node.body) <= 2 and not any(isinstance(part, ast.Raise) for part in ast.walk(node))


def test_what_is_public_and_not_plain_says_what_it_does():
    found = []
    kinds = (ast.FunctionDef, ast.ClassDef)
    for path in PYTHON:
        if "migrations" in path.parts or path.name == "apps.py":
            continue
        for node in ast.parse(path.read_text()).body:
            public = isinstance(node, kinds) and node.name[0] != "_"
            if public and not is_plain(node) and not ast.get_docstring(node):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert found == []


def test_no_code_refers_to_a_paper_that_nobody_has():
    ours = [*PYTHON, *TEMPLATES, *(ROOT / "static").glob("[!v]*/**/*.*s")]
    number = re.compile(r"\b[Dd]ecisions? \d")
    assert [str(path) for path in ours if number.search(path.read_text())] == []


def test_what_code_refers_to_in_the_decisions_is_there():
    """A comment names a heading: "docs/decisions.md, One throttle"."""
    titles = re.findall(r"^#+ (.+)$", (ROOT / "docs/decisions.md").read_text(), re.MULTILINE)
    named = re.compile(r"docs/decisions\.md, ([^\n]{4})")
    begun = [(path, start) for path in PYTHON for start in named.findall(path.read_text())]
    assert [one for one in begun if not any(title.startswith(one[1]) for title in titles)] == []


FORBIDDEN_IN_TEMPLATES = {
    "a style of its own": r"<style|\sstyle=",
    "a script of its own": r"<script(?![^>]*\ssrc=)",
    "an event handler": r"\s(?:on[a-z]+|hx-on[^=\s]*)=",
    "evaluated JavaScript": r"javascript:|[\"']js:",
    "somebody else's server": r"(?:src|href|action)=[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("path", names(TEMPLATES))
def test_markup_carries_no_script_and_no_style(path):
    source = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.DOTALL)
    found = {
        what: re.findall(pattern, source)
        for what, pattern in FORBIDDEN_IN_TEMPLATES.items()
        if re.search(pattern, source)
    }
    assert found == {}


@pytest.mark.parametrize("path", names(TEMPLATES))
def test_htmx_asks_for_what_the_plain_form_asks_for(path):
    for tag in re.findall(r"<(?:form|a|button)\b[^>]*>", path.read_text()):
        attributes = dict(re.findall(r"([\w-]+)=\"([^\"]*)\"", tag))
        plain = next(
            (attributes[a] for a in ("action", "formaction", "href") if a in attributes), None
        )
        by_htmx = next((attributes[a] for a in ("hx-get", "hx-post") if a in attributes), None)
        if plain is not None and by_htmx is not None:
            assert by_htmx == plain, tag


class Roots(HTMLParser):
    """The outermost elements of a template, as pairs of tag and id."""

    VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, source):
        super().__init__()
        self.open, self.found = [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        if not self.open:
            self.found.append((tag, dict(attributes).get("id")))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]


def whole(name):
    """Return the source of a template, with what it includes and without tags and comments.

    The toasts are left out: their element is opened in one branch and closed in another.
    """
    if name == "ui/_messages_oob.html":
        return ""
    source = (ROOT / "templates" / name).read_text()
    source = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", source, flags=re.DOTALL)
    source = re.sub(r'{% include "([^"]+)".*?%}', lambda match: whole(match[1]), source)
    return re.sub(r"{%.*?%}", "", source)


def fragments():
    """The templates that a view answers htmx with."""
    named = re.compile(r'"([a-z_/]+/_[a-z_]+\.html)"')
    return sorted({name for path in views() for name in named.findall(path.read_text())})


@pytest.mark.parametrize("name", fragments())
def test_a_fragment_says_by_its_ids_where_it_goes(name):
    roots = Roots(whole(name)).found
    assert roots
    assert [tag for tag, root_id in roots if not root_id and tag != "title"] == []


def test_a_script_works_for_what_htmx_brings_later():
    """It is a custom element or listens on the document: nothing is set up once, at the start."""
    once = re.compile(r"DOMContentLoaded|\bonload\b|window\.\w+ = ")
    scripts = (ROOT / "static" / "js").rglob("*.js")
    assert [path.name for path in scripts if once.search(path.read_text())] == []


def patterns(resolver, before=""):
    """Yield the addresses of ours, as Django writes them."""
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, address) if "admin" not in address else []
        else:
            yield address


def test_an_address_is_words_and_numbers():
    """ "tickets/<int:pk>/status/": small letters and hyphens; a file ends like a file."""
    word = r"(?:[a-z]+(?:-[a-z]+)*|<\w+:\w+>)"
    address = re.compile(rf"(?:{word}/)*(?:{word}\.[a-z]+)?")
    plain = [line for line in patterns(get_resolver()) if "^" not in line]
    assert len(plain) > 100
    assert [line for line in plain if not address.fullmatch(line)] == []


def test_no_file_knows_the_machine_it_was_written_on():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    machine = re.compile("|".join(["/(?:wo" + "rk|ho" + "me)/[a-z]", "/ro" + "ot/", "/o" + "pt/"]))
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".png", ".pdf", ".jpg", ".woff2"} or "vendor" in path.parts:
            continue
        if path.is_symlink() or machine.search(path.read_text(errors="replace")):
            found.append(name)
    assert found == []


def test_the_length_of_a_function_is_its_code():
    source = (
        "def outer(a,\n          b):\n    '''Two\n    lines.'''\n    # why\n    x = a\n\n"
        "    def inner():\n        return x\n\n    return inner\n"
    )
    assert dict(sizes.functions(source)) == {"outer": 2, "inner": 1}


def test_the_readme_names_every_variable_and_no_other():
    read = set()
    for path in [ROOT / "gunicorn.conf.py", *(ROOT / "helpdesk").glob("*.py")]:
        read |= set(re.findall(r"\benv\.\w+\(\s*[\"']([A-Z0-9_]+)[\"']", path.read_text()))
    table = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(table) == sorted(read)


def test_the_readme_s_map_is_true():
    rows = re.findall(
        r"^\| ((?:`[a-z]+/`(?:, )?)+) \|", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    folders = re.findall(r"`([a-z]+)/`", " ".join(rows))
    assert len(folders) > 5
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
