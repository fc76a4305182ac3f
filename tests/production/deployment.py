"""Two gunicorns and one PostgreSQL behind nginx, with the demo in them."""

import os
import subprocess
import sys
from contextlib import contextmanager

from scripts.cluster import cluster
from tests.production.browsing import Person
from tests.production.nodes import ROOT, Node, Proxy


class Deployment:
    """Nodes `a` and `b`, and the proxy in front of both.

    Beside them `c` and `d` keep their files in a bucket; a test that wants them starts them.
    """

    def __init__(self, folder, url, store):
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url}
        self.environment |= {
            "SECRET_KEY": "the same on every node, fifty characters or more than that",
            "ALLOWED_HOSTS": "localhost",
            "TRUSTED_PROXIES": "1",
            "FROM_EMAIL": "support@helpdesk.example",
            "LOG_JSON": "1",
            "STATIC_ROOT": str(folder / "static"),
        }
        (folder / "media").mkdir()
        self.nodes = {name: Node(folder / name, self.sharing(folder / name)) for name in "ab"}
        in_bucket = {name: Node(folder / name, self.storing(folder / name, store)) for name in "cd"}
        self.proxy = Proxy(folder / "nginx", self.nodes, in_bucket)
        self.in_bucket = in_bucket.values()

    def sharing(self, own):
        """The variables of a node whose files are in a folder that others have too."""
        own.mkdir()
        (own / "media").symlink_to(self.folder / "media")
        return self.environment | {"DATA_DIR": str(own)}

    def storing(self, own, store):
        """The variables of a node whose files are in a bucket."""
        return self.environment | store | {"DATA_DIR": str(own)}

    def manage(self, *arguments, **more):
        """Run manage.py on node a."""
        command = [sys.executable, "manage.py", *arguments]
        environment = self.nodes["a"].environment | more
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def prepare(self):
        """What the README says to do before the first start, and the demo instead of people."""
        for command in ("migrate", "createcachetable"):
            self.manage(command)
        self.manage("collectstatic", "--noinput", "-v0")
        self.manage("demo", LOCAL="1")

    def person(self, name):
        """Return a browser of somebody of the demo, nobody signed in yet."""
        person = Person(self.proxy)
        person.login, person.password = f"{name}@helpdesk.example", "monday morning"
        return person


@contextmanager
def deployed(folder, store):
    """Yield a `Deployment` that runs; everything of it is gone afterwards."""
    with cluster() as url:
        deployment = Deployment(folder, url, store)
        running = [*deployment.nodes.values(), deployment.proxy]
        try:
            deployment.prepare()
            for each in running:
                each.start()
            yield deployment
        finally:
            started = [each for each in [*running, *deployment.in_bucket] if each.process]
            for each in started:
                each.process.terminate()
            for each in started:
                each.stop()
