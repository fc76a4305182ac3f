"""A temporary PostgreSQL server, for tests and measurements.

    python -m scripts.cluster pytest tests/tickets      runs a command with its DATABASE_URL

The server is in a temporary folder and listens only on a socket there. It is deleted afterwards,
also when the command fails.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from scripts.processes import outlive, start, stop

# Its data is not needed later, so it does not wait for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "256MB",
}


def find_binaries():
    """Return the folder with `initdb` and `postgres`, of the newest version, or None."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(
        debian, key=lambda path: int(path.parent.name.split(".")[0]), reverse=True
    )
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    for folder in [*newest_first, *on_path]:
        if os.access(folder / "initdb", os.X_OK) and os.access(folder / "postgres", os.X_OK):
            return folder
    return None


def unprivileged():
    """Return the Popen options for running as `nobody`: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def cluster():
    """Start a server and yield its DATABASE_URL; raise LookupError if no binaries are installed."""
    binaries = find_binaries()
    if not binaries:
        raise LookupError("no PostgreSQL binaries found: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="helpdesk-pg-"))
    try:
        owner = unprivileged()
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        server = _start_server(binaries, folder, owner)
        try:
            _wait_until_ready(server, folder)
            yield f"postgres://postgres@/{folder}/postgres"
        finally:
            stop(server, sig=signal.SIGINT)  # PostgreSQL's "fast" shutdown
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start_server(binaries, folder, owner):
    """Make the cluster in `folder`, start it and return its process."""
    initdb = [binaries / "initdb", "--pgdata", folder / "data", "--username", "postgres"]
    initdb += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    made = subprocess.run(initdb, cwd=folder, capture_output=True, text=True, **owner)
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
    command = [binaries / "postgres", "-D", folder / "data", "-k", folder]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("w") as log:
        return start(command, cwd=folder, stdout=log, stderr=log, **owner)


def _wait_until_ready(server, folder, patience=60):
    """Return when the server accepts connections; raise RuntimeError with its log if it dies."""
    import psycopg

    deadline = time.monotonic() + patience
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def main(command):
    """Run the command with DATABASE_URL set to a fresh server; return its exit code."""
    with cluster() as url:
        process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        outlive(process)
        return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
