"""The pipe of a mail server: the exit code says what becomes of the email there."""

import io
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError

from mail.incoming import receiving, storing
from mail.management.commands.receive_mail import TOO_LARGE, TRY_LATER, Command
from mail.models import IncomingEmail
from tests.mail import beside
from tests.mail.conftest import a_mail

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def take(db):
    """Return a function that pipes bytes in and returns (exit code, words for the server)."""

    def pipe(raw):
        words = io.StringIO()
        return Command(stderr=words).take(io.BytesIO(raw)), words.getvalue()

    return pipe


def test_a_mail_is_stored_and_filed(take):
    assert take(a_mail()) == (0, "")
    mail = IncomingEmail.objects.get()
    assert (mail.source, mail.state) == ("PIPE", "WAITING")


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 100, b"From:\r\n" * 1000])
def test_bytes_that_are_no_mail_are_stored_too(take, raw):
    assert take(raw) == (0, "")
    assert IncomingEmail.objects.count() == 1


def test_one_that_cannot_be_read_is_stored_all_the_same(take, monkeypatch):
    monkeypatch.setattr(receiving, "parse", lambda raw: 1 / 0)
    assert take(a_mail())[0] == 0
    assert IncomingEmail.objects.get().state == "STORED"


@pytest.mark.parametrize("problem", [OSError(28, "No space left"), OperationalError("gone")])
def test_the_server_keeps_what_cannot_be_stored(take, monkeypatch, problem):
    def full(*args, **more):
        raise problem

    monkeypatch.setattr(storing, "_write_durably", full)
    assert take(a_mail())[0] == TRY_LATER == 75
    monkeypatch.undo()
    assert take(a_mail())[0] == 0
    assert IncomingEmail.objects.count() == 1


def test_a_commit_that_nobody_confirmed_loses_no_file(take, monkeypatch):
    @contextmanager
    def unconfirmed():
        yield
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(storing, "transaction", mock.Mock(atomic=unconfirmed))
    assert take(a_mail())[0] == TRY_LATER
    assert default_storage.exists(IncomingEmail.objects.get().raw.name)


def test_too_large_a_mail_is_sent_back_and_told_of(take, settings):
    settings.MAIL_MAX_BYTES = 5000
    assert take(a_mail("x" * 4000))[0] == 0
    code, words = take(a_mail("x" * 200_000, Subject="Photos"))
    assert code == TOO_LARGE == 69
    assert words.startswith("5.3.4 The email has 2")
    large = IncomingEmail.objects.get(raw="")
    assert (large.reason, large.subject, large.source) == ("TOO_LARGE", "Photos", "PIPE")
    assert large.from_address == "sarah.chen@acme.example"


@pytest.mark.django_db(transaction=True)
def test_the_shipped_pipe_delivers_and_asks_to_try_again_where_nothing_works(tmp_path):
    script = tmp_path / "receive-mail"
    text = (ROOT / "deploy" / "receive-mail").read_text()
    script.write_text(
        text.replace("/srv/helpdesk", str(tmp_path)).replace(".venv/bin/python", sys.executable)
    )
    script.chmod(0o755)
    (tmp_path / "manage.py").symlink_to(ROOT / "manage.py")
    variables = beside.environment(tmp_path / "media", PYTHONPATH=str(ROOT))
    pipe = {"input": a_mail(), "env": variables, "capture_output": True}
    done = subprocess.run([script], **pipe)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert IncomingEmail.objects.get().mail_id == "one@acme.example"
    (tmp_path / "manage.py").unlink()
    assert subprocess.run([script], **pipe).returncode == 75
