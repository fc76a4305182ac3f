"""A Dovecot of our own: without privileges, on loopback, for any user with one password."""

import grp
import os
import pwd
import shutil
import socket
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from imapclient import IMAPClient

from scripts.cluster import unprivileged
from scripts.processes import start, stop
from tests.plugins import tools
from tests.production.ports import free_port

PASSWORD = "secret"
PATIENCE = 60

CONFIG = """
base_dir={folder}/run
state_dir={folder}/state
log_path={folder}/log
protocols=imap
listen=127.0.0.1
ssl=no
disable_plaintext_auth=no
auth_failure_delay=0
auth_mechanisms=plain login xoauth2
default_internal_user={user}
default_internal_group={group}
default_login_user={user}
first_valid_uid=1
first_valid_gid=1
mail_location=maildir:{folder}/mail/%u
mail_fsync=never
namespace inbox {{
  inbox=yes
  separator=/
}}
passdb {{
  driver=static
  args=password={password}
}}
userdb {{
  driver=static
  args=uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot=
  inet_listener imap {{
    port={port}
  }}
  inet_listener imaps {{
    port=0
  }}
}}
service anvil {{
  chroot=
}}
service stats {{
  chroot=
}}
"""


class Dovecot:
    """The server; `stop` and `start` it as often as a test wants."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None
        self.owner = unprivileged()
        uid, gid = self.owner.get("user", os.geteuid()), self.owner.get("group", os.getegid())
        if self.owner:
            os.chown(folder, uid, gid)
        names = {"user": pwd.getpwuid(uid).pw_name, "group": grp.getgrgid(gid).gr_name}
        words = CONFIG.format(
            folder=folder, port=self.port, uid=uid, gid=gid, password=PASSWORD, **names
        )
        (folder / "dovecot.conf").write_text(words)

    def start(self):
        """Start it; it answers when this returns."""
        command = [tools.need("dovecot"), "-F", "-c", self.folder / "dovecot.conf"]
        self.process = start(command, cwd=self.folder, **self.owner)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.05)

    def stop(self):
        """End it; emails stay."""
        stop(self.process)

    def log(self):
        """What it has to say of itself."""
        path = self.folder / "log"
        return path.read_text() if path.exists() else "(no log)"

    def url(self, user, options=""):
        """The address of a user's inbox, as MAILBOX_URL has it."""
        return f"imap://{user}:{PASSWORD}@127.0.0.1:{self.port}/INBOX{options}"

    @contextmanager
    def client(self, user, folder="INBOX"):
        """Yield an IMAP client of this user, in a folder."""
        with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=30) as client:
            client.login(user, PASSWORD)
            client.select_folder(folder)
            yield client

    def deliver(self, user, *mails, flags=()):
        """Put emails (bytes) into a user's inbox, as if a mail server had."""
        with self.client(user) as client:
            for raw in mails:
                client.append("INBOX", raw, flags)

    def _answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as probe:
                return probe.recv(5) == b"* OK "
        except OSError:
            return False


@contextmanager
def dovecot():
    """Yield a `Dovecot` that runs; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="helpdesk-imap-"))
    try:
        server = Dovecot(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
