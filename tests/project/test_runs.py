"""What `make check`, `make test` and `make prove` choose among the tests."""

import re
import tomllib
from pathlib import Path

import pytest

from scripts import check, prove, test

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
MARKERS = {re.match(r"\w+", line)[0] for line in OPTIONS["markers"]}
WORDS = {"not", "and", "or"}


@pytest.fixture
def asked(monkeypatch):
    """The arguments with which each run of pytest was asked for; none of them is made."""
    kept = []
    monkeypatch.setattr(check, "run_pytest", lambda url, given: kept.append(given) or (0, ""))
    monkeypatch.setattr(prove, "run_pytest", lambda url, given: kept.append(given) or (0, ""))
    monkeypatch.setattr(prove, "run_on_postgres", lambda given: kept.append(given) or (0, ""))
    return kept


@pytest.mark.parametrize("chosen", [check.QUICK, test.DEPENDS_ON_THE_DATABASE, OPTIONS["addopts"]])
def test_each_leaves_the_long_proofs_out_and_names_only_markers(chosen):
    chosen = chosen.rpartition("-m ")[2]
    assert "not prove" in chosen
    assert set(re.findall(r"\w+", chosen)) - WORDS <= MARKERS


def test_check_passes_its_arguments_on(asked):
    assert check.main(["tests/tickets", "-x"]) == 0
    assert asked == [["-m", check.QUICK, "tests/tickets", "-x"]]


def test_prove_runs_what_is_marked_on_both_databases(asked, monkeypatch):
    for name in prove.NUMBERS:
        monkeypatch.setenv(name, "7")
    assert prove.main([]) == 0
    assert [given[:2] for given in asked] == [["-m", "prove"]] * 2


def test_a_run_that_fails_fails_the_whole(capsys):
    assert test.report({"one": lambda: (1, "1 failed"), "two": lambda: (0, "2 passed")}) == 1
    assert "one: 1 failed\ntwo: 2 passed" in capsys.readouterr().out
