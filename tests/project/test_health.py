"""/healthz and /readyz: 200 "ok", or 503 and what is wrong in words."""

from threading import Event
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from core import triggers
from core.earlier_version import START_ANEW
from helpdesk import health


@pytest.fixture
def client(settings):
    """A client of a process that just started, as a load balancer asks: by address and HTTP."""
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["helpdesk.example"]
    return Client(headers={"Host": "10.0.0.7"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_answers_whoever_asks(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"] == "text/plain"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_says_when_the_database_does_not_answer(client, path):
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError("gone")):
        answer = client.get(path)
    assert (answer.status_code, answer.content) == (503, b"database does not answer\n")


@pytest.mark.django_db
def test_tables_of_another_version_are_not_ready_but_alive(client):
    MigrationRecorder.Migration.objects.filter(app="tickets").delete()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"migrations are not applied: run manage.py migrate\n" in answer.content


@pytest.fixture
def of_before(db, monkeypatch):
    """A database that an earlier version made, in a process that has not looked at it yet."""
    monkeypatch.setattr(health, "database_is_ours", Event())
    for app in ("accounts", "customers", "tickets"):
        MigrationRecorder(connection).record_applied(app, "0001_initial")


def test_a_database_of_an_earlier_version_is_named_as_such(client, of_before):
    assert client.get("/healthz").status_code == 200
    for path in ["/readyz", "/", "/tickets/", "/login/"]:
        answer = client.get(path)
        assert (answer.status_code, answer.content.decode()) == (503, f"{START_ANEW}\n")


def test_the_mailroom_does_not_begin_on_a_database_of_an_earlier_version(of_before):
    with pytest.raises(CommandError, match="made by an earlier, unreleased version"):
        call_command("mailroom", once=True)


def test_migrate_leaves_a_database_of_an_earlier_version_alone(of_before):
    with pytest.raises(CommandError, match="made by an earlier, unreleased version"):
        call_command("migrate")


def test_our_own_database_is_looked_at_once(client, db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(health, "database_is_ours", Event())
    assert client.get("/").status_code != 503
    with django_assert_num_queries(0):
        assert health.database_is_ours.is_set()
        assert client.get("/").status_code != 503


@pytest.mark.django_db(transaction=True)
def test_a_trail_that_could_be_rewritten_is_not_ready(client):
    triggers.drop(connection)
    try:
        answer = client.get("/readyz")
    finally:
        triggers.install(connection)
    assert answer.status_code == 503
    assert b"triggers of the trail are missing: run manage.py triggers\n" in answer.content


@pytest.mark.django_db
def test_a_throttle_without_its_table_is_not_ready(client):
    with mock.patch.object(health.cache, "get", side_effect=DatabaseError("no such table")):
        answer = client.get("/readyz")
    assert answer.content == b"the cache's table is missing: run manage.py createcachetable\n"


@pytest.mark.django_db
def test_a_folder_that_is_none_is_not_ready(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.touch()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content == b"files cannot be stored: the log says why\n"


@pytest.mark.django_db
def test_the_probe_leaves_nothing_behind(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    default_storage.save("files/a", ContentFile(b"words"))
    client.get("/readyz")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a"]


@pytest.mark.django_db
def test_asking_often_costs_nothing(client, django_assert_num_queries, monkeypatch):
    client.get("/readyz")
    with django_assert_num_queries(0):
        assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(health, "READY_FOR", -1)
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError("gone")):
        assert client.get("/readyz").status_code == 503
