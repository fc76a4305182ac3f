"""`make run` answers on its port, and nothing of it outlives a Ctrl-C."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from scripts.processes import start

pytestmark = [pytest.mark.once, pytest.mark.slow, pytest.mark.needs("make")]
PATIENCE = 90


@pytest.fixture
def port():
    """A port that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(port, tmp_path):
    """Variables of a new user with an empty folder; DATA_DIR names every process that is ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"PORT": str(port), "DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def running(environment, port, tmp_path):
    """`make run` as soon as it greets, in a process group of its own like in a terminal."""
    output = tmp_path / "output"
    with output.open("w") as out:
        process = start(["make", "run"], env=environment, stdout=out, stderr=out)
    deadline = time.monotonic() + PATIENCE
    while f"http://localhost:{port}" not in output.read_text():
        assert process.poll() is None, output.read_text()
        assert time.monotonic() < deadline, output.read_text()
        time.sleep(0.2)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def ours(environment):
    """The ids of all processes that were started with this DATA_DIR."""
    mark = f"DATA_DIR={environment['DATA_DIR']}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def assert_all_gone(environment):
    """Fail if a process of this run is still there after a few seconds."""
    deadline = time.monotonic() + 30
    while ours(environment) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert ours(environment) == []


def test_it_answers_and_ctrl_c_ends_everything(running, environment, port):
    assert len(ours(environment)) >= 5  # make, the supervisor, gunicorn, a worker, the mailroom
    with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=10) as answer:
        assert answer.read() == b"ok\n"
    os.killpg(running.pid, signal.SIGINT)
    running.wait(PATIENCE)
    assert_all_gone(environment)


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_signal_to_make_alone_ends_everything(running, environment, sig):
    running.send_signal(sig)
    running.wait(PATIENCE)
    assert_all_gone(environment)


def test_a_taken_port_is_refused_in_words(environment, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        result = subprocess.run(["make", "run"], env=environment, capture_output=True, text=True)
    assert result.returncode != 0
    assert re.search(rf"Port {port} cannot be had .* Try: make run PORT=", result.stderr)
    assert "Traceback" not in result.stderr


def test_a_database_of_an_earlier_version_is_named_as_such(environment, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite3.connect(folder / "helpdesk.sqlite3") as old:
        old.execute(
            "CREATE TABLE django_migrations (id integer, app text, name text, applied text)"
        )
        old.execute(
            "INSERT INTO django_migrations VALUES (1, 'tickets', '0001_initial', '2026-11-02')"
        )
    result = subprocess.run(["make", "run"], env=environment, capture_output=True, text=True)
    assert result.returncode != 0
    assert "made by an earlier, unreleased version of the helpdesk. Start anew" in result.stderr
    assert "Traceback" not in result.stderr
