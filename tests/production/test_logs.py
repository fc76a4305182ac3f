"""The logs of gunicorn and nginx, as they are shipped, hold no link that lets somebody in."""

import os
import ssl
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from scripts.processes import start, stop
from tests.production.nodes import ROOT, Proxy, wait_for
from tests.production.ports import free_port

pytestmark = pytest.mark.once

TOKEN = "d0x1ab-0123456789abcdef0123456789abcdef"
LINK = f"/accounts/password/reset/2n-{TOKEN}/"


class Nobody:
    """A node that does not answer: nginx complains of it, with all it knows of the request."""

    address = "127.0.0.1:9"


def asked(url, context=None):
    """Return the status of an answer, redirects not followed."""
    opener = urllib.request.build_opener(
        Stays(), urllib.request.HTTPSHandler(context=context or ssl.create_default_context())
    )
    try:
        return opener.open(url, timeout=10).status
    except urllib.error.HTTPError as answer:
        return answer.code


class Stays(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *args):
        return None


@pytest.mark.needs("nginx")
def test_nginx_tells_no_token(tmp_path):
    proxy = Proxy(tmp_path / "nginx", {"a": Nobody()}, {})
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    try:
        proxy.start()
        assert asked(f"http://127.0.0.1:{proxy.http}{LINK}") == 301
        assert asked(f"https://127.0.0.1:{proxy.https}{LINK}", trusting) == 502
        assert asked(f"https://127.0.0.1:{proxy.https}/tickets/7/", trusting) == 502
    finally:
        stop(proxy.process)
    told = (tmp_path / "nginx" / "helpdesk.log").read_text()
    assert told.count('"path":"/accounts/password/reset/2n-***"') == 2
    assert '"path":"/tickets/7/"' in told
    everything = "".join(file.read_text() for file in (tmp_path / "nginx").glob("*.log"))
    assert "/tickets/7/" in (tmp_path / "nginx" / "error.log").read_text()
    assert TOKEN not in everything


@pytest.mark.parametrize("json", ["0", "1"])
def test_gunicorn_tells_no_token_even_where_an_access_log_is_asked_for(tmp_path, json):
    """There are no tables, so that the view fails: Django and gunicorn say of which address."""
    port, log = free_port(), tmp_path / "log"
    known = {"PATH": os.environ["PATH"], "LOCAL": "1", "DATA_DIR": str(tmp_path), "LOG_JSON": json}
    known |= {"BIND": f"127.0.0.1:{port}", "GUNICORN_CMD_ARGS": "--access-logfile - --workers 1"}
    with log.open("w") as file:
        command = [sys.executable, "-m", "gunicorn", "helpdesk.wsgi"]
        server = start(command, env=known, stdout=file, stderr=subprocess.STDOUT, cwd=ROOT)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", server, log.read_text)
            assert asked(f"http://127.0.0.1:{port}{LINK}") == 500
        finally:
            stop(server)
    told = log.read_text()
    assert "/accounts/password/reset/2n-***/" in told
    assert "Traceback" in told
    assert TOKEN not in told
