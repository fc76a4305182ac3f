"""`scripts/setup.sh` installs a lock once, and again when the lock or the interpreter changed."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

SETUP = Path(__file__).resolve().parents[2] / "scripts" / "setup.sh"

# A Python that passes for new enough, makes a copy of itself as .venv and notes what pip shall do.
STUB = """#!/bin/sh
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"-m pip"*) echo "$@" >> pip-calls ;;
esac
"""


@pytest.fixture
def project(tmp_path):
    """A folder with two locks and, first in PATH, a Python that only pretends."""
    stub = tmp_path / "bin" / "python3"
    stub.parent.mkdir()
    stub.write_text(STUB)
    stub.chmod(0o755)
    (tmp_path / "requirements.txt").write_text("django==5.2\n")
    (tmp_path / "requirements-s3.txt").write_text("django==5.2\nboto3==1\n")
    (tmp_path / "requirements-dev.txt").write_text("django==5.2\npytest==9\n")
    return tmp_path


@pytest.fixture
def setup(project):
    """Return a function that sets up one lock and returns what pip was called with."""

    def run(lock):
        calls = project / "pip-calls"
        calls.unlink(missing_ok=True)
        environment = {"PATH": f"{project / 'bin'}:/usr/bin:/bin"}
        subprocess.run(["sh", SETUP, lock], cwd=project, env=environment, check=True)
        return calls.read_text().splitlines() if calls.exists() else []

    return run


def test_a_lock_is_installed_with_its_hashes_and_only_once(setup):
    (call,) = setup("requirements.txt")
    assert call.endswith("--require-hashes --requirement requirements.txt")
    assert setup("requirements.txt") == []


def test_another_lock_is_installed_again(setup, project):
    setup("requirements.txt")
    (project / "requirements.txt").write_text("django==5.2.1\n")
    assert len(setup("requirements.txt")) == 1
    assert setup("requirements.txt") == []


def test_who_has_everything_for_development_has_enough_for_a_run(setup):
    setup("requirements-dev.txt")
    assert setup("requirements.txt") == setup("requirements-s3.txt") == []


def test_who_has_what_a_run_needs_lacks_what_s3_needs(setup):
    setup("requirements.txt")
    assert len(setup("requirements-s3.txt")) == 1
    assert setup("requirements.txt") == []
    assert len(setup("requirements-dev.txt")) == 1


def test_a_broken_interpreter_is_replaced(setup, project):
    setup("requirements.txt")
    shutil.rmtree(project / ".venv" / "bin")
    assert len(setup("requirements.txt")) == 1
