"""`manage.py backup` and `manage.py restore`: what they print, and what they never leave behind."""

import io
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path, empty_storage):
    """An empty folder for archives."""
    folder = tmp_path / "archives"
    folder.mkdir()
    return folder


@pytest.fixture
def photographed(folder):
    """Maria, with a photo in the storage."""
    return UserFactory(photo=default_storage.save("photos/a.jpg", ContentFile(b"photo")))


def run(command, *arguments):
    """Run a command and return what it printed to stdout and to stderr."""
    out, err = io.StringIO(), io.StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_an_archive_in_a_folder_is_called_after_its_moment(folder, photographed):
    words, _ = run("backup", folder)
    (archive,) = folder.iterdir()
    assert re.fullmatch(r"helpdesk-\d{8}T\d{6}Z\.tar", archive.name)
    assert re.match(rf"{archive}: \d+ rows of \d+ tables and 1 files \(0\.\d MB\)", words)


def test_an_archive_is_never_overwritten(folder):
    (folder / "a.tar").write_bytes(b"kept")
    with pytest.raises(CommandError, match="exists already"):
        run("backup", folder / "a.tar")
    assert (folder / "a.tar").read_bytes() == b"kept"


def test_a_folder_that_is_none_is_refused(folder):
    with pytest.raises(CommandError, match="No archive was made: .*No such file"):
        run("backup", folder / "none" / "a.tar")


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), SystemExit(143)])
def test_an_archive_is_whole_or_not_there(folder, photographed, monkeypatch, problem):
    def copy(*arguments):
        raise problem

    monkeypatch.setattr("backup.archive.ArchiveWriter.copy", copy)
    with pytest.raises((CommandError, SystemExit)):
        run("backup", folder)
    assert list(folder.iterdir()) == []


def test_a_database_that_is_not_migrated_is_refused(folder):
    applied = MigrationRecorder.Migration.objects.filter(app="mfa").latest("id")
    applied.delete()
    try:
        with pytest.raises(CommandError, match="run manage.py migrate"):
            run("backup", folder)
    finally:
        applied.save(force_insert=True)
    assert list(folder.iterdir()) == []


def test_a_missing_file_fails_after_the_archive_and_is_named_again_later(folder, photographed):
    default_storage.delete("photos/a.jpg")
    with pytest.raises(CommandError, match=r"(?s)archive is made, but.*photos/a\.jpg"):
        run("backup", folder)
    (archive,) = folder.iterdir()
    call_command("flush", interactive=False, verbosity=0)
    words, warnings = run("restore", archive)
    assert "and 0 files. Everybody signs in anew." in words
    assert "missing already when the archive was made: photos/a.jpg" in warnings


def test_other_keys_than_those_of_the_second_factors_are_told(folder, settings):
    TOTP.activate(UserFactory(), "A" * 32)
    run("backup", folder / "a.tar")
    call_command("flush", interactive=False, verbosity=0)
    settings.SECOND_FACTOR_KEYS = ["another"]
    _, warnings = run("restore", folder / "a.tar")
    assert "encrypted with another SECRET_KEY" in warnings
    call_command("flush", interactive=False, verbosity=0)
    settings.SECOND_FACTOR_KEYS = ["another", settings.SECRET_KEY]
    assert run("restore", folder / "a.tar")[1] == ""
