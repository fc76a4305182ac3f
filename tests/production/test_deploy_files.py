"""What `deploy/` ships is what the README, the settings and the tools of a server know."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
UNITS = sorted([*(ROOT / "deploy").glob("*.service"), *(ROOT / "deploy").glob("*.timer")])


def shipped_environment():
    """The variables of the shipped file: those that are on, and all."""
    text = (ROOT / "deploy" / "helpdesk.env").read_text()
    on = dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", text, re.MULTILINE))
    return on, on | dict(re.findall(r"^# ([A-Z0-9_]+)=(.*)$", text, re.MULTILINE))


def test_the_shipped_environment_is_a_clean_production(tmp_path):
    on, _ = shipped_environment()
    filled = on | {"SECRET_KEY": "fifty characters, and more than five different ones, at least"}
    filled |= {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=filled, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_it_names_only_variables_that_the_readme_explains():
    _, named = shipped_environment()
    explained = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", README, re.MULTILINE))
    assert set(named) - explained == {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}


@pytest.mark.needs("systemd-analyze")
def test_systemd_understands_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text()
        text = text.replace("/srv/helpdesk/.venv/bin/", f"{Path(sys.executable).parent}/")
        (tmp_path / unit.name).write_text(text.replace("/srv/helpdesk", str(ROOT)))
    for unit in UNITS:
        path = tmp_path / unit.name
        command = ["systemd-analyze", "verify", "--recursive-errors=no", "--man=no", path]
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_every_command_they_name_is_ours():
    text = README + "".join(unit.read_text() for unit in UNITS)
    named = set(re.findall(r"manage(?:\.py)? ([a-z]+)(?=[ `\n])", text))
    assert {"backup", "restore", "tidy", "createsuperuser"} <= named
    assert named - set(get_commands()) == set()


def test_every_file_the_readme_installs_is_there():
    for pattern in re.findall(r"deploy/[\w.*-]+", README):
        assert list(ROOT.glob(pattern)), pattern
