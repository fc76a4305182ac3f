"""A bad archive, a full helpdesk, a full disk: refused in words, and nothing is changed."""

import contextlib
import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from backup.archive import ArchiveRefused
from backup.files import KeptFiles
from backup.verifying import verify
from tests.backup.comparing import every_file, every_row

pytestmark = pytest.mark.django_db


def refused(path):
    """Restore what must be refused, and return the words; nothing is changed by it."""
    before = everything()
    with pytest.raises(CommandError) as refusal:
        call_command("restore", str(path))
    assert everything() == before
    return str(refusal.value)


def everything():
    """All rows and all files there are."""
    with connection.cursor() as cursor:
        return every_row(cursor), every_file(Path(default_storage.location))


@pytest.fixture(autouse=True)
def storage(empty_storage):
    """Files of these tests go into a folder of their own."""
    return empty_storage


@pytest.fixture
def copy(lived, tmp_path):
    """A copy of the archive, to be spoilt."""
    return shutil.copy(lived.archive, tmp_path / "copy.tar")


@pytest.fixture
def rewritten(lived, tmp_path):
    """Return a function that makes an archive of which each entry went through a function."""

    def make(change):
        path = tmp_path / "rewritten.tar"
        with tarfile.open(lived.archive) as old, tarfile.open(path, "w") as new:
            for entry in old:
                data = change(entry, old.extractfile(entry).read())
                if data is not None:
                    entry.size = len(data)
                    new.addfile(entry, io.BytesIO(data))
        return path

    return make


def with_manifest(**facts):
    """Return a function that changes facts of the manifest and leaves all else as it is."""

    def change(entry, data):
        if entry.name != "manifest.json":
            return data
        return json.dumps(json.loads(data) | facts).encode()

    return change


def test_an_archive_that_is_cut_off(copy):
    with open(copy, "r+b") as file:
        file.truncate(100_000)
    assert "The archive is" in refused(copy)


def test_an_archive_without_its_end(rewritten):
    path = rewritten(lambda entry, data: None if entry.name == "sums.txt" else data)
    assert "incomplete" in refused(path)


def test_a_file_that_is_no_archive(tmp_path):
    path = tmp_path / "photo.png"
    for data in (b"", b"\x89PNG\r\n" * 1000):
        path.write_bytes(data)
        assert "no archive of a helpdesk" in refused(path)
    path.write_bytes(bytes(10240))  # what an empty tar file is
    assert "incomplete" in refused(path)


def test_an_archive_of_something_else(tmp_path):
    path = tmp_path / "else.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(__file__, arcname="words.txt")
    assert "no archive of a helpdesk: it begins with words.txt" in refused(path)


def test_no_archive_at_all(tmp_path):
    assert "No such file" in refused(tmp_path / "none.tar")
    assert "Is a directory" in refused(tmp_path)


@pytest.mark.parametrize(
    "facts",
    [{"format_version": 3}, {"migrations": [["tickets", "9999_later"]], "helpdesk": "9.1"}],
)
def test_an_archive_of_a_newer_helpdesk(rewritten, facts):
    words = refused(rewritten(with_manifest(**facts)))
    assert "newer helpdesk" in words
    assert facts.get("helpdesk", "") in words


def test_a_manifest_that_was_changed(rewritten):
    assert "manifest.json is not what was written" in refused(rewritten(with_manifest(x=1)))


def test_rows_that_were_changed(rewritten):
    path = rewritten(lambda entry, data: data[:-9] if "tickets_ticket/" in entry.name else data)
    assert "damaged: tables/tickets_ticket/000001.jsonl.gz" in refused(path)


def test_names_that_lead_out_of_the_storage(rewritten):
    def change(entry, data):
        if entry.name.startswith("files/"):
            entry.name = "files/../../out"
        return data

    assert "is no name" in refused(rewritten(change))


@pytest.mark.parametrize(
    "facts", [{"format_version": 1}, {"migrations": [["tickets", "0001_initial"]]}]
)
def test_an_archive_of_an_earlier_version(rewritten, facts):
    words = refused(rewritten(with_manifest(**facts)))
    assert "made by an earlier, unreleased version; it cannot be restored here" in words


def test_a_database_of_an_earlier_version(lived, tmp_path):
    MigrationRecorder(connection).record_applied("tickets", "0001_initial")
    assert "made by an earlier, unreleased version" in refused(lived.archive)
    with pytest.raises(CommandError, match="made by an earlier, unreleased version"):
        call_command("backup", str(tmp_path))


def test_a_helpdesk_that_is_in_use(lived, maria):
    words = refused(lived.archive)
    assert "There is data in this database" in words
    assert "accounts_user" in words


def test_tables_of_another_version(lived):
    MigrationRecorder.Migration.objects.filter(app="mfa").latest("id").delete()
    assert "of another version" in refused(lived.archive)


def test_a_storage_with_another_file_of_that_name(lived):
    name = next(iter(lived.files))
    default_storage.save(name, ContentFile(b"another"))
    assert f"another file called {name}" in refused(lived.archive)


def test_what_a_cut_off_restore_left_is_taken_as_it_is(lived, storage):
    name, data = next(iter(lived.files.items()))
    default_storage.save(name, ContentFile(data))
    call_command("restore", str(lived.archive))
    assert every_file(storage) == lived.files


def test_a_disk_that_is_full_half_way(lived, monkeypatch):
    kept = KeptFiles.keep

    def keep(self, name, stream):
        if self.count == 5:
            raise OSError(28, "No space left on device")
        kept(self, name, stream)

    monkeypatch.setattr(KeptFiles, "keep", keep)
    assert "No space left on device" in refused(lived.archive)
    assert not User.objects.exists()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_whatever_is_damaged_is_seen_or_does_no_harm(lived, tmp_path, place, bit, cut):
    """Padding between the entries may be anything; all else is covered by a sum."""
    data = bytearray(lived.archive.read_bytes())
    at = int(place * len(data))
    if cut:
        del data[at:]
    else:
        data[at] ^= 1 << bit
    path = tmp_path / "damaged.tar"
    path.write_bytes(data)
    try:
        verify(path)
    except ArchiveRefused:
        return
    assert contents(path) == contents(lived.archive)


def contents(path):
    """The entries of an archive, by name; what is missing of the padding at its end is no loss."""
    found = {}
    with tarfile.open(path) as tar, contextlib.suppress(tarfile.ReadError):
        for entry in tar:
            found[entry.name] = tar.extractfile(entry).read()
    return found
