"""`make check`: the tests that take three minutes in all; `make test` runs all tests.

On SQLite, without browser tests, slow tests and tests of races. Arguments go to pytest:
`make check ARGS="tests/tickets -x"`.
"""

import sys

from scripts.test import report, run_pytest

QUICK = "not browser and not slow and not race and not prove"


def main(arguments):
    """Run the quick tests and print the result; return 0 if they passed."""
    return report({"SQLite, what is quick": lambda: run_pytest("", ["-m", QUICK, *arguments])})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
