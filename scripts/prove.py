"""`make prove`: tests that take too long for every change; run it before a release.

`make test` and continuous integration leave them out. Nothing is skipped: `make` sets CI=true, so
that a missing program is a failure. A proof that is not a pytest test gets a line in `proofs`.
"""

import os
import sys

from scripts.test import report, run_on_postgres, run_pytest

# How often the mailroom is killed, and how many emails come in and go out meanwhile.
NUMBERS = {"MAILROOM_KILLS": "200", "MAILROOM_MAILS": "1000"}


def proofs(arguments):
    """Return the proofs by name: functions that return an exit code and words.

    The tests run in one process, so that the figures they print are shown.
    """
    marked = ["-m", "prove", "-n", "0", "-s", *arguments]
    return {
        "Marked tests on SQLite": lambda: run_pytest("", marked),
        "Marked tests on PostgreSQL": lambda: run_on_postgres(marked),
    }


def main(arguments):
    """Run all proofs and print the results; return 0 only if all passed."""
    for name, number in NUMBERS.items():
        print(f"{name}={os.environ.setdefault(name, number)}")
    return report(proofs(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
