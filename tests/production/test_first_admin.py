"""`manage.py createsuperuser`, as the README has it: asked at a terminal, or told by variables."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.once, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
WHO = (
    "from accounts.models import User; u = User.objects.get();"
    "print(u.email, u.name, u.role, u.check_password('long enough to pass'))"
)
CREATE = [sys.executable, "manage.py", "createsuperuser"]


@pytest.fixture
def environment(tmp_path):
    """An empty, migrated helpdesk."""
    environment = {"PATH": os.environ["PATH"], "LOCAL": "1", "DATA_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
    return environment


def who(environment):
    """Who the one person in this helpdesk is."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WHO]
    return subprocess.check_output(command, env=environment, text=True).strip()


def converse(environment, *turns):
    """Answer each question of the command at a terminal; return all that stood on it."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, CREATE, environment)  # noqa: S606
    seen = b""
    for question, answer in turns:
        while question.encode() not in seen.rpartition(b"\n")[2]:
            seen += os.read(terminal, 1024)
        os.write(terminal, f"{answer}\n".encode())
    try:
        while chunk := os.read(terminal, 1024):
            seen += chunk
    except OSError:  # how Linux says that the other side has closed
        pass
    os.waitpid(pid, 0)
    return seen.decode()


def test_it_asks_for_e_mail_name_and_password(environment):
    words = converse(
        environment,
        ("Email: ", "Lisa@Helpdesk.example"),
        ("Name: ", "Lisa Brandt"),
        ("Password: ", "short"),
        ("Password (again): ", "short"),
        ("[y/N]: ", "n"),
        ("Password: ", "long enough to pass"),
        ("Password (again): ", "long enough to pass"),
    )
    assert "too short" in words
    assert "created successfully" in words
    assert who(environment) == "lisa@helpdesk.example Lisa Brandt admin True"


def test_it_takes_variables_where_nobody_answers(environment):
    facts = {
        "DJANGO_SUPERUSER_EMAIL": "lisa@helpdesk.example",
        "DJANGO_SUPERUSER_NAME": "Lisa Brandt",
        "DJANGO_SUPERUSER_PASSWORD": "long enough to pass",
    }
    command = [*CREATE, "--noinput"]
    nameless = {name: value for name, value in facts.items() if not name.endswith("NAME")}
    refused = subprocess.run(command, env=environment | nameless, capture_output=True, text=True)
    assert "--name" in refused.stderr
    subprocess.run(command, env=environment | facts, check=True)
    assert who(environment) == "lisa@helpdesk.example Lisa Brandt admin True"
