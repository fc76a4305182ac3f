"""What docs/words.md says is not called so is not called so: in the product, or on a screen."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
NOT_THE_PRODUCT = ("tests/", "scripts/", "docs/", "deploy/", ".ci/", "static/vendor/")
SUFFIXES = {".py", ".html", ".txt", ".css", ".js"}
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
TRANSLATED = re.compile(
    r"{%\s*translate\s+(\"[^\"]*\"|'[^']*')|{%\s*blocktranslate.*?%}(.*?){%\s*endblocktranslate",
    re.DOTALL,
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}


def last_columns():
    """Return the last column of every row of the tables."""
    lines = (ROOT / "docs" / "words.md").read_text().splitlines()
    return [line.split("|")[-2] for line in lines if line.startswith("| **")]


def ruled_out(pattern):
    """Return the words of the last columns that a pattern marks."""
    return sorted({word for cell in last_columns() for word in re.findall(pattern, cell)})


def product():
    """Return the files that make the product."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    names = [name for name in listed.stdout.splitlines() if not name.startswith(NOT_THE_PRODUCT)]
    return [name for name in names if Path(name).suffix in SUFFIXES and (ROOT / name).is_file()]


def words_in(text):
    """Return the words of names and sentences, in order and in small letters, a blank apart."""
    return f" {' '.join(PARTS.findall(text)).lower()} "


def sentences(name):
    """Yield the texts of a file that people read on a screen."""
    text = (ROOT / name).read_text()
    if name.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                texts = (one.value for one in node.args if isinstance(one, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))
    else:
        for quoted, block in TRANSLATED.findall(text):
            yield quoted or block


def test_the_words_are_cut_as_people_read_them():
    assert words_in("IncomingMail, customer_said IMAPFolder") == (
        " incoming mail customer said imap folder "
    )


def test_no_name_and_no_sentence_of_the_product_uses_a_word_that_is_ruled_out():
    bad = ruled_out(r"`([^`]+)`")
    assert len(bad) > 10
    found = [
        f"{name}: {word}"
        for name in product()
        for words in [words_in(f"{name} {(ROOT / name).read_text()}")]
        for word in bad
        if words_in(word) in words
    ]
    assert found == []


def test_no_screen_says_a_word_that_is_ruled_out():
    bad = ruled_out(r"(?<!\*)\*([^*]+)\*(?!\*)")
    assert len(bad) > 5
    found = [
        f"{name}: {word} in {text!r}"
        for name in product()
        for text in sentences(name)
        for word in bad
        if words_in(word) in words_in(str(text))
    ]
    assert found == []
