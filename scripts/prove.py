"""`make prove`: what takes longer than one waits for a change; run it before a release.

`make test` and continuous integration leave it out. Nothing is skipped: `make` sets CI=true, with
which a missing program is a failure. A proof that is no test of pytest becomes a line of `proofs`.
"""

import os
import sys

from scripts.test import report, run_on_postgres, run_pytest

# How often the mailroom is killed, while so many mails go each way.
NUMBERS = {"MAILROOM_KILLS": "200", "MAILROOM_MAILS": "1000"}


def proofs(arguments):
    """Return what is proved, by name: functions that return an exit code and words.

    One process runs the tests, so that the figures they print are seen.
    """
    marked = ["-m", "prove", "-n", "0", "-s", *arguments]
    return {
        "Marked tests on SQLite": lambda: run_pytest("", marked),
        "Marked tests on PostgreSQL": lambda: run_on_postgres(marked),
    }


def main(arguments):
    """Prove everything and print what it came to; return 0 only if all passed."""
    for name, number in NUMBERS.items():
        print(f"{name}={os.environ.setdefault(name, number)}")
    return report(proofs(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
