"""What was archived is there again: every row, file, number and trigger."""

import gzip
import hashlib
import json
import subprocess
import tarfile

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.models import AccountEvent
from backup.restoring import restore
from backup.writing import back_up
from core import triggers
from tests.backup.comparing import every_file, every_row
from tests.factories import TicketFactory, UserFactory
from tickets.models import Ticket, TicketEvent, Upload


@pytest.fixture
def restored(lived, db, empty_storage):
    """The demo, restored into an empty helpdesk."""
    return restore(lived.archive)


def test_every_row_and_every_file_is_the_same(lived, restored, empty_storage):
    event = AccountEvent.objects.latest("id")
    assert (event.kind, event.by, event.via) == ("restored", None, "command")
    with transaction.atomic():
        triggers.drop(connection)  # to take out the one row that tells of the restore
        connection.cursor().execute("DELETE FROM accounts_accountevent WHERE id = %s", [event.pk])
        with connection.cursor() as cursor:
            rows = every_row(cursor)
        transaction.set_rollback(True)
    assert rows.keys() == lived.rows.keys()
    assert [name for name in rows if rows[name] != lived.rows[name]] == []
    assert len(rows["tickets_ticketevent"]) > 100
    assert every_file(empty_storage) == lived.files
    assert len(lived.files) > 10
    assert (restored.rows, restored.files) == (lived.report.rows, lived.report.files)


def test_the_guards_stand_and_the_trail_is_whole(restored):
    assert triggers.missing(connection) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE tickets_ticketevent SET why = 'x'")
    assert TicketEvent.objects.filter(kind="created").count() == Ticket.objects.count()


def test_the_next_ticket_has_the_next_number(restored):
    last = Ticket.objects.latest("pk")
    assert TicketFactory(customer=last.customer, by=last.created_by).pk == last.pk + 1


def test_people_sign_in_as_before_but_anew(restored, client):
    words = {"login": "maria@helpdesk.example", "password": "monday morning"}
    answer = client.post(reverse("account_login"), words)
    assert answer.status_code == 302
    assert answer.wsgi_request.user.name == "Maria Lopez"


def test_standard_tools_read_the_archive(lived, tmp_path):
    subprocess.run(["tar", "xf", lived.archive, "-C", tmp_path], check=True)
    sums = (tmp_path / "sums.txt").read_text().splitlines()
    for line in sums:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    there = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {line.split("  ", 1)[1] for line in sums} | {"sums.txt"}
    (people,) = (tmp_path / "tables" / "accounts_user").iterdir()
    assert b"maria@helpdesk.example" in gzip.decompress(people.read_bytes())


def test_nobody_else_may_read_it_and_it_holds_no_key_of_the_server(lived, settings):
    assert lived.archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(lived.archive) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    assert not [name for name in names if "session" in name]
    assert {table["name"] for table in manifest["tables"]}.isdisjoint(
        {"django_session", "usersessions_usersession", "cache"}
    )
    assert manifest["helpdesk"] == settings.VERSION
    assert settings.SECRET_KEY.encode() not in lived.archive.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_the_archive_is_of_one_moment_and_nobody_waits_for_it(tmp_path, monkeypatch):
    maria, added = UserFactory(name="Maria"), []
    from backup import writing

    add_table = writing._add_table

    def add_slowly(archive, model, alias, names):
        """Somebody starts to work here while every table is read."""
        added.append(UserFactory())
        Upload.objects.all().exists()
        return add_table(archive, model, alias, names)

    monkeypatch.setattr(writing, "_add_table", add_slowly)
    archive = back_up(tmp_path / "backup.tar").path
    assert len(added) > 20
    call_command("flush", interactive=False, verbosity=0)
    restore(archive)
    assert list(type(maria).objects.values_list("name", flat=True)) == ["Maria"]


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_given_out_is_not_given_out_again(tmp_path):
    maria = UserFactory()
    for _ in range(3):
        last = Upload.objects.create(owner=maria, file="x", name="x", size=1, sha256="x")
    Upload.objects.all().delete()
    archive = back_up(tmp_path / "backup.tar").path
    call_command("flush", interactive=False, verbosity=0)
    restore(archive)
    again = Upload.objects.create(owner_id=maria.pk, file="x", name="x", size=1, sha256="x")
    assert again.pk == last.pk + 1
