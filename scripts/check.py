"""`make check`: what three minutes can tell, before `make test` tells everything.

On SQLite, without a browser, without what is slow and without races. Arguments go to pytest:
`make check ARGS="tests/tickets -x"`.
"""

import sys

from scripts.test import report, run_pytest

QUICK = "not browser and not slow and not race and not prove"


def main(arguments):
    """Run what is quick and print what it came to; return 0 if it passed."""
    return report({"SQLite, what is quick": lambda: run_pytest("", ["-m", QUICK, *arguments])})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
