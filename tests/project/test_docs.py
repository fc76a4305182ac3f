"""The pages in docs/ hold together: what a link or a comment names is there."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "STYLE.md", *sorted((ROOT / "docs").glob("*.md"))]
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
