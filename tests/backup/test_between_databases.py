"""From SQLite to PostgreSQL and back again, by the commands alone, as an operator does it."""

import gzip
import json
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime

import pytest

from backup.archive import written
from scripts.cluster import cluster
from tests.backup.comparing import every_file

pytestmark = [pytest.mark.once, pytest.mark.slow, pytest.mark.needs("postgres")]


class Helpdesk:
    """One installation: its folder and its database."""

    def __init__(self, folder, database_url=""):
        self.folder, self.environment = folder, {"PATH": os.environ["PATH"], "LOCAL": "1"}
        self.environment |= {"DATA_DIR": str(folder), "SECRET_KEY": "k", "LOG_LEVEL": "WARNING"}
        if database_url:
            self.environment["DATABASE_URL"] = database_url

    def manage(self, *arguments):
        """Run manage.py and return what it printed."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout


def contents(archive):
    """Everything in an archive but its manifest and sums, with the rows as Python sees them."""
    found = {}
    with tarfile.open(archive) as tar:
        for entry in tar:
            data = tar.extractfile(entry).read()
            if entry.name.startswith("tables/"):
                found[entry.name] = [
                    json.loads(line) for line in gzip.decompress(data).splitlines()
                ]
            elif entry.name.startswith("files/"):
                found[entry.name] = data
    return found


def without_restores(found):
    """The same without the events that tell of a restore."""
    events = found["tables/accounts_accountevent/000001.jsonl.gz"]
    kept = [row for row in events if "restored" not in row]
    return found | {"tables/accounts_accountevent/000001.jsonl.gz": kept}


def test_nothing_is_lost_on_the_way_there_and_back(tmp_path):
    """Into databases without any tables: a restore makes them."""
    with cluster() as url:
        first = Helpdesk(tmp_path / "first")
        second = Helpdesk(tmp_path / "second", url)
        third = Helpdesk(tmp_path / "third")
        for command in ("migrate", "createcachetable", "demo"):
            first.manage(command)
        first.manage("backup", tmp_path / "1.tar")
        assert "Restored as of" in second.manage("restore", tmp_path / "1.tar")
        second.manage("backup", tmp_path / "2.tar")
        third.manage("restore", tmp_path / "2.tar")
        third.manage("backup", tmp_path / "3.tar")
        for helpdesk in (second, third):
            helpdesk.manage("check", "--database", "default")
    original = contents(tmp_path / "1.tar")
    assert len(original["tables/tickets_ticketevent/000001.jsonl.gz"]) > 100
    assert without_restores(contents(tmp_path / "2.tar")) == original
    assert without_restores(contents(tmp_path / "3.tar")) == original
    files = every_file(tmp_path / "first" / "media")
    assert every_file(tmp_path / "second" / "media") == files
    assert every_file(tmp_path / "third" / "media") == files


ADD_FACTOR = (
    "from accounts.models import User; from allauth.mfa.models import Authenticator;"
    "Authenticator.objects.create(user=User.objects.first(), type='webauthn', data={'a': [1]})"
)


def as_of_before_mfa_0002(new, old):
    """Write the archive as a helpdesk had written it before two factors' times were kept."""
    with tarfile.open(new) as tar, written(old, datetime.now(UTC)) as archive:
        for entry in tar:
            data = tar.extractfile(entry).read()
            if entry.name == "manifest.json":
                data, kept = older(json.loads(data))
            elif entry.name.startswith("tables/mfa_authenticator/"):
                rows = [json.loads(line) for line in gzip.decompress(data).splitlines()]
                lines = (json.dumps([row[at] for at in kept]) + "\n" for row in rows)
                data = gzip.compress("".join(lines).encode())
            if entry.name != "sums.txt":
                archive.add(entry.name, data)


def older(manifest):
    """Return an older manifest, and which of the changed table's columns it had."""
    later = [["mfa", "0002_authenticator_timestamps"], ["mfa", "0003_authenticator_type_uniq"]]
    migrations = [key for key in manifest["migrations"] if key not in later]
    (table,) = [each for each in manifest["tables"] if each["name"] == "mfa_authenticator"]
    columns = table["columns"]
    kept = [at for at, name in enumerate(columns) if name not in ("created_at", "last_used_at")]
    assert len(kept) == len(columns) - 2
    table["columns"] = [columns[at] for at in kept]
    return json.dumps(manifest | {"migrations": migrations}).encode(), kept


def test_an_archive_of_an_older_helpdesk_is_brought_up_to_date(tmp_path):
    """Its tables are made as they were; then they are migrated with the rows in them."""
    old = Helpdesk(tmp_path / "old")
    for command in (["migrate"], ["demo"], ["shell", "--no-imports", "-c", ADD_FACTOR]):
        old.manage(*command)
    old.manage("backup", tmp_path / "new.tar")
    as_of_before_mfa_0002(tmp_path / "new.tar", tmp_path / "old.tar")
    new = Helpdesk(tmp_path / "new")
    new.manage("restore", tmp_path / "old.tar")
    assert "[ ]" not in new.manage("showmigrations")
    new.manage("backup", tmp_path / "newer.tar")
    factors = "tables/mfa_authenticator/000001.jsonl.gz"
    before, after = contents(tmp_path / "new.tar"), contents(tmp_path / "newer.tar")
    assert len(before.pop(factors)) == len(after.pop(factors)) == 1
    assert without_restores(after) == before
