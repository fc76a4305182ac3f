"""Production on loopback: gunicorns, and nginx with the shipped configuration."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.processes import start, stop
from tests.plugins import tools
from tests.production.certificate import make_certificate
from tests.production.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "deploy" / "nginx.conf"
PATIENCE = 90

# What stands around the shipped file in /etc/nginx/nginx.conf, and what only a test wants: a header
# that asks for a certain node, and one that tells which it was.
AROUND = """
daemon off; {user}
pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    map $http_x_test_node $test_node {{ default helpdesk; {map} }}
    add_header X-Test-Node $upstream_addr always;
{shipped}
}}
"""


def wait_for(url, process, words, status=200):
    """Return when something answers there; fail with its words if it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == status:
                    return
        except urllib.error.HTTPError as answer:
            if answer.code == status:
                return
        except OSError:
            pass
        assert process.poll() is None, words()
        assert time.monotonic() < deadline, words()
        time.sleep(0.1)


class Node:
    """One gunicorn with a folder of its own."""

    def __init__(self, folder, environment):
        self.folder, self.port = folder, free_port()
        folder.mkdir(exist_ok=True)
        self.environment = environment | {"BIND": f"127.0.0.1:{self.port}"}
        self.process = None

    @property
    def address(self):
        """Its address, as nginx writes it."""
        return f"127.0.0.1:{self.port}"

    def log(self):
        """What it has written so far."""
        return (self.folder / "log").read_text()

    def start(self):
        """Start it; it is ready when this returns."""
        with (self.folder / "log").open("a") as log:
            command = [sys.executable, "-m", "gunicorn", "helpdesk.wsgi"]
            self.process = start(command, env=self.environment, stdout=log, stderr=log, cwd=ROOT)
        wait_for(f"http://{self.address}/readyz", self.process, self.log)

    def stop(self):
        """Let it finish what it is doing, and end it."""
        stop(self.process)


class Proxy:
    """nginx with the shipped configuration, for these nodes; others must be asked for by name."""

    def __init__(self, folder, nodes, others):
        self.folder, self.http, self.https = folder, free_port(), free_port()
        folder.mkdir()
        self.certificate, key = make_certificate(folder)
        self.config = folder / "nginx.conf"
        self.config.write_text(around(folder, nodes | others, self.shipped(nodes, key)))
        self.process = None

    def shipped(self, nodes, key):
        """The shipped file with our names and ports in the place of its example's."""
        text = SHIPPED.read_text()
        for pattern, ours in {
            r"    server 127\.0\.0\.1:8000 (.*);\n": "".join(
                rf"    server {node.address} \1;\n" for node in nodes.values()
            ),
            r"listen 80;": f"listen 127.0.0.1:{self.http};",
            r"listen 443 (.*);": rf"listen 127.0.0.1:{self.https} \1;",
            r"listen \[::\].*;": "",
            r"server_name support\.example\.com;": "server_name localhost;",
            r"ssl_certificate [^;]+": f"ssl_certificate {self.certificate}",
            r"ssl_certificate_key [^;]+": f"ssl_certificate_key {key}",
            r"/var/log/nginx": str(self.folder),
            r"proxy_pass http://helpdesk;": "proxy_pass http://$test_node;",
            r"https://\$host": f"https://$host:{self.https}",
        }.items():
            text, changed = re.subn(pattern, ours, text)
            assert changed, f"{SHIPPED.name} has no {pattern}"
        return text

    def start(self):
        """Start it; it answers when this returns."""
        nginx = tools.need("nginx")
        arguments = [nginx, "-p", self.folder, "-c", self.config, "-e", self.folder / "error.log"]
        checked = subprocess.run([*arguments, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        self.process = start(arguments)
        nothing = f"http://127.0.0.1:{self.http}/.well-known/acme-challenge/none"
        wait_for(nothing, self.process, (self.folder / "error.log").read_text, status=404)

    def stop(self):
        """End it."""
        stop(self.process)


def around(folder, nodes, shipped):
    """Return a complete configuration."""
    user = "user root;" if os.geteuid() == 0 else ""
    names = " ".join(f"{name} {node.address};" for name, node in nodes.items())
    return AROUND.format(folder=folder, user=user, map=names, shipped=shipped)
