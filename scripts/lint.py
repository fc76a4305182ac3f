"""`make lint`: the rules of STYLE.md that programs can check, with one line for each check."""

import os
import subprocess
import sys
from pathlib import Path

PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
LINT_IMPORTS = str(Path(PYTHON).with_name("lint-imports"))
HADOLINT = str(Path(PYTHON).with_name("hadolint"))
DJANGOFMT = str(Path(PYTHON).with_name("djangofmt"))
OXLINT = str(Path(PYTHON).with_name("oxlint"))
OXFMT = str(Path(PYTHON).with_name("oxfmt"))
LOCAL = {"LOCAL": "1"}
# The settings that README.md requires for production; the values only need to look real.
PRODUCTION = {
    "LOCAL": "0",
    "SECRET_KEY": "only for this check: fifty characters, and more than five different ones",
    "ALLOWED_HOSTS": "helpdesk.example",
    "FROM_EMAIL": "support@helpdesk.example",
    "EMAIL_URL": "smtp+tls://user:password@mail.helpdesk.example:587",
    "TRUSTED_PROXIES": "1",
}

CHECKS = [
    ("ruff", [PYTHON, "-m", "ruff", "check", "--quiet", "."], {}),
    ("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."], {}),
    ("oxfmt", [OXFMT, "--check", "static/css"], {}),
    ("oxlint", [OXLINT, "--quiet", "--deny-warnings", "static/js"], {}),
    ("djangofmt", [DJANGOFMT, "--check", "--quiet", "templates"], {}),
    ("djlint", [PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"], {}),
    ("hadolint", [HADOLINT, "Containerfile"], {}),
    ("imports", [LINT_IMPORTS], {}),
    ("mypy", [PYTHON, "-m", "mypy"], LOCAL),
    ("sizes", [PYTHON, "-m", "scripts.sizes"], {}),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], LOCAL),
    ("deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]


def passes(name, command, environment):
    """Run one check, print its name and, if it fails, its output; return whether it passed."""
    result = subprocess.run(
        command,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(f"{'ok    ' if result.returncode == 0 else 'FAILED'}  {name}", flush=True)
    if result.returncode:
        print(result.stdout)
    return result.returncode == 0


def main():
    """Run all checks, also after one failed; return the exit code."""
    results = [passes(*check) for check in CHECKS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
