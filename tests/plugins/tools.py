"""Programs that some tests need: where one is missing, CI fails and other machines skip, in words.

    @pytest.mark.needs("dovecot")      on a test, or
    path = tools.need("dovecot")       within one

A test marked `browser` needs Chromium without saying so again.
"""

import os
import shutil

import pytest

from scripts.cluster import find_binaries

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])

# The same engine without a browser's windows, and quicker for it; a whole browser does as well.
SHELL = "chromium-headless-shell"

# Tool → the names it goes by, the Debian package that has it.
TOOLS = {
    "chromium": ([SHELL, "chromium", "chromium-browser", "google-chrome"], SHELL),
    "dovecot": (["dovecot"], "dovecot-imapd"),
    "java": (["java"], "default-jre-headless"),
    "make": (["make"], "make"),
    "nginx": (["nginx"], "nginx-light"),
    "systemd-analyze": (["systemd-analyze"], "systemd"),
}


def find(tool):
    """Return the path of a tool's program, or None."""
    if tool == "postgres":
        folder = find_binaries()
        return str(folder / "postgres") if folder else None
    names, _package = TOOLS[tool]
    return next(filter(None, (shutil.which(name, path=PATH) for name in names)), None)


def need(tool):
    """Return the path of a tool's program; where it is missing, fail in CI and skip elsewhere."""
    if path := find(tool):
        return path
    package = "postgresql" if tool == "postgres" else TOOLS[tool][1]
    words = f"{tool} is missing: apt-get install {package}"
    if IN_CI:
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


def pytest_runtest_setup(item):
    """Look for what the test's markers name before it starts."""
    wanted = [mark.args[0] for mark in item.iter_markers("needs")]
    if item.get_closest_marker("browser"):
        wanted.append("chromium")
    for tool in wanted:
        need(tool)
