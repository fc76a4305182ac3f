"""`make test`: all tests on SQLite, then those about the database on PostgreSQL.

PostgreSQL is the server of DATABASE_URL, else a temporary one with the installed binaries.
With CI=true a missing server is a failure; elsewhere it is skipped, and the last lines say so.
Arguments go to pytest: `make test ARGS="tests/tickets -x"`.
"""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from scripts.cluster import cluster
from scripts.processes import outlive

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
NO_TESTS_COLLECTED = 5
# Browser tests run on SQLite; on PostgreSQL only those marked `story` run again.
DEPENDS_ON_THE_DATABASE = "not once and (not browser or story) and not prove"
INTERRUPTED = {2, -signal.SIGINT, -signal.SIGTERM}


@contextmanager
def postgres():
    """Yield the URL of a PostgreSQL server; raise LookupError if there is none."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres", "pgsql")):
        yield url
    else:
        with cluster() as url:
            yield url


def run_pytest(database_url, arguments):
    """Run pytest on a database; return its exit code and its last line."""
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--maxprocesses", "8"]
    command += ["--dist", "worksteal", *arguments]
    if sys.stdout.isatty():
        command.append("--color=yes")
    environment = os.environ | {"DATABASE_URL": database_url}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        outlive(process)
        tail = b""
        while chunk := process.stdout.read1():
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
            tail = (tail + chunk)[-2000:]
    if process.returncode in INTERRUPTED:
        sys.exit(130)
    lines = tail.decode(errors="replace").split("\n")
    closing = next((line.strip("= ") for line in reversed(lines) if line.strip()), "no output")
    return 0 if process.returncode == NO_TESTS_COLLECTED else process.returncode, closing


def run_on_postgres(arguments):
    """Run the tests that depend on the database on PostgreSQL; return exit code and words."""
    try:
        with postgres() as url:
            return run_pytest(url, ["-m", DEPENDS_ON_THE_DATABASE, *arguments])
    except LookupError as problem:
        return int(IN_CI), f"{'FAILED' if IN_CI else 'skipped'}: {problem}"


def report(runs):
    """Do all runs and print their results; return 0 only if all passed.

    `runs` maps a name to print to a function that returns an exit code and words.
    """
    results = {}
    for name, run in runs.items():
        print(f"\n--- {name} ---", flush=True)
        results[name] = run()
    print("\n--- Result (reasons of skipped tests are listed above) ---")
    for name, (_code, words) in results.items():
        print(f"{name}: {words}")
    return max(code != 0 for code, _words in results.values())


def main(arguments):
    """Run the tests on both databases; return 0 only if all passed."""
    return report(
        {
            "SQLite": lambda: run_pytest("", arguments),
            "PostgreSQL": lambda: run_on_postgres(arguments),
        }
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
