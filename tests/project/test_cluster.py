"""The throw-away PostgreSQL server comes up, works, and leaves nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.cluster import cluster

pytestmark = [pytest.mark.once, pytest.mark.needs("postgres")]


def servers_of(folder):
    """The command lines of all processes that mention this folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in line:
            found.append(line)
    return found


def folder_of(url):
    """The folder in which the server of this URL keeps its data and its socket."""
    return url.removeprefix("postgres://postgres@/").removesuffix("/postgres")


def test_it_works_and_is_gone_afterwards():
    import psycopg

    with cluster() as url:
        folder = folder_of(url)
        with psycopg.connect(host=folder, user="postgres", dbname="postgres") as connection:
            (encoding,) = connection.execute("SHOW server_encoding").fetchone()
        assert encoding == "UTF8"
    assert not Path(folder).exists()
    assert servers_of(folder) == []


def test_it_is_gone_after_a_failure_too():
    folder = None

    def use_it():
        nonlocal folder
        with cluster() as url:
            folder = folder_of(url)
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        use_it()
    assert not Path(folder).exists()
    assert servers_of(folder) == []


def test_the_exit_code_is_the_command_s():
    command = [sys.executable, "-c", "import os, sys; sys.exit('@/' in os.environ['DATABASE_URL'])"]
    result = subprocess.run([sys.executable, "-m", "scripts.cluster", *command])
    assert result.returncode == 1
