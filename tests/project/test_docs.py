"""The pages in docs/ hold together: what a link or a comment names is there."""

import re
import subprocess
from pathlib import Path
from pkgutil import resolve_name

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
OF_ROOT = [ROOT / f"{name}.md" for name in ("README", "STYLE", "CONTRIBUTING")]
PAGES = [*OF_ROOT, *sorted((ROOT / "docs").glob("*.md"))]
APPS = "core|accounts|customers|tickets|mail|backup|demo|helpdesk"
FOLDERS = f"{APPS}|templates|static|tests|scripts|deploy|docs"
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]*)`")
"""A path from the root, in full: one with a `<noun>` in it stands for many."""
IDENTIFIER = re.compile(rf"`(?!helpdesk\.localhost)((?:{APPS})(?:\.[A-Za-z_]\w*)+)(?:\([^`]*\))?`")
"""A module, or what is in one, by its full name; a mail domain is none."""
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
NAMED = re.compile(r"docs/decisions\.md,[\s\"#>/*]+([A-Z][^\n]*)")
"""How code refers to a decision: by its heading."""


def headings(page):
    """Return the headings of a page, without their marks."""
    return re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)


def anchor(heading):
    """Return the name that a heading has in an address."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_every_link_leads_somewhere(page):
    lost = []
    for link in LINK.findall(page.read_text()):
        name, _hash, part = link.partition("#")
        target = page.parent / name if name else page
        if ":" in link:
            continue
        if not target.exists() or (part and part not in map(anchor, headings(target))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_every_path_and_every_full_name_is_there(page):
    text = page.read_text()
    assert [path for path in PATH.findall(text) if not (ROOT / path).exists()] == []
    assert [name for name in IDENTIFIER.findall(text) if not is_there(name)] == []


def is_there(name):
    """Whether a full name can be imported."""
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_no_two_decisions_have_one_heading():
    names = [anchor(heading) for heading in headings(ROOT / "docs" / "decisions.md")]
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


def test_every_decision_that_the_code_names_is_there():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    text = (ROOT / "docs" / "decisions.md").read_text()
    known = "|".join(map(re.escape, re.findall(r"^### (.+)$", text, re.MULTILINE)))
    named, found = re.compile(rf"(?:{known})(?:\W|$)"), []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix not in {".py", ".md", ".html", ".js", ".css"} or path == Path(__file__):
            continue
        found += [(name, heading) for heading in NAMED.findall(path.read_text())]
    assert found, "docs/decisions.md itself shows how to refer to it"
    assert [one for one in found if not named.match(one[1])] == []
