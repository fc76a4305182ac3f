"""The mailroom: every work goes on by itself, survives what goes wrong, and ends when told to."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.utils import timezone
from imapclient import SocketTimeout

from mail import keeping, servers, worker
from mail.imap import connecting, watching
from mail.incoming import receiving
from mail.models import IncomingEmail, Mailbox
from scripts.processes import start, stop
from tests.factories import TicketFactory
from tests.mail.beside import environment
from tests.mail.conftest import a_mail
from tests.production.ports import free_port
from tickets.models import Dispatch, Message

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60
SARAH = "sarah.chen@acme.example"


def until(done):
    """Wait until something is so; fail if it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def write(sarah, alex):
    """Return a function that writes an email which is due at once, and returns the Message."""
    ticket = TicketFactory(customer=sarah, by=alex, holder=alex)

    def due_now(words="It works again."):
        message = ticket.write_mail(words, by=alex, to=[SARAH])
        Dispatch.objects.filter(pk=message.pk).update(due_at=timezone.now())
        return message

    return due_now


@contextmanager
def open_mailroom(monkeypatch):
    """Let a mailroom work in threads beside the test; yields it."""
    monkeypatch.setattr(worker, "SEND_EVERY", 0.1)
    monkeypatch.setattr(worker, "READ_EVERY", 0.1)
    monkeypatch.setattr(keeping, "pause_after", lambda failures, longest: 0.1)
    mailroom = worker.Mailroom()
    thread = threading.Thread(target=mailroom.run)
    thread.start()
    try:
        yield mailroom
    finally:
        mailroom.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@contextmanager
def hanging_server():
    """Yield the port of a server that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.needs("dovecot")
@pytest.mark.django_db
def test_once_sends_and_fetches_and_ends(write, box, office, settings):
    settings.MAILBOX_URL = box.url()
    message = write()
    box.deliver(a_mail())
    call_command("mailroom", once=True)
    assert [taken.message_id for taken in office.taken] == [message.message_id]
    assert IncomingEmail.objects.get().source == "IMAP"
    rows = {row.address: row for row in Mailbox.objects.all()}
    assert set(rows) == {servers.outgoing(), *servers.configured(), servers.MAILROOM}
    assert all(row.ok_at and not row.error for row in rows.values())


@pytest.mark.django_db
def test_once_goes_on_after_a_failure_and_says_what_it_was(write, office, settings):
    settings.MAILBOX_URL = f"imap://a:secret@127.0.0.1:{free_port()}/INBOX"
    write()
    with pytest.raises(CommandError, match="refused") as failed:
        call_command("mailroom", once=True)
    assert "secret" not in str(failed.value)
    assert len(office.taken) == 1
    row = Mailbox.objects.get(address__startswith="imap://")
    assert row.failed_at
    assert "refused" in row.error


@pytest.mark.django_db
def test_a_wrong_address_is_told_in_words(settings):
    settings.MAILBOX_URL = "imaps://nobody@mail.example"
    with pytest.raises(CommandError, match="A mailbox of MAILBOX_URL has neither a password nor"):
        call_command("mailroom")


@pytest.mark.needs("dovecot")
@pytest.mark.django_db(transaction=True)
def test_new_mail_is_there_at_once_where_the_server_tells(box, settings, monkeypatch):
    settings.MAILBOX_URL = box.url()
    monkeypatch.setattr(watching, "EVERY", 10 * PATIENCE)
    numbers = itertools.count()

    def one_more_is_there():
        # Not one alone: what the server tells together with its answer to IDLE is missed.
        box.deliver(a_mail(Message_ID=f"<{next(numbers)}@acme.example>"))
        return IncomingEmail.objects.exists()

    with open_mailroom(monkeypatch):
        until(lambda: Mailbox.objects.filter(address__startswith="imap", ok_at__isnull=False))
        until(one_more_is_there)


@pytest.mark.django_db(transaction=True)
def test_an_imap_server_that_hangs_delays_no_mail_that_goes_out(
    write, office, settings, monkeypatch
):
    patient = SocketTimeout(10 * PATIENCE, 10 * PATIENCE)
    monkeypatch.setattr(watching, "connect", partial(connecting.connect, timeout=patient))
    with hanging_server() as port:
        settings.MAILBOX_URL = f"imap://a:b@127.0.0.1:{port}/INBOX"
        with open_mailroom(monkeypatch):
            write()
            until(lambda: office.taken)
            until(lambda: Message.objects.get(direction="OUT").delivery == "SENT")


@pytest.mark.django_db(transaction=True)
def test_people_work_on_while_a_mail_server_hangs(write, settings, monkeypatch, office):
    settings.EMAIL_TIMEOUT = PATIENCE
    with ExitStack() as mailroom:
        with hanging_server() as port:
            settings.EMAIL_PORT = port
            message = write()
            mailroom.enter_context(open_mailroom(monkeypatch))
            until(lambda: Dispatch.objects.filter(lease__isnull=False))
            message.thread.ticket.add_note("Nobody holds a lock.", by=message.author_user)
            assert Message.objects.get().delivery == "SENDING"
        until(lambda: Mailbox.objects.filter(address=servers.outgoing()).exclude(error=""))
    assert Message.objects.get().delivery == "QUEUED"


@pytest.mark.needs("dovecot")
@pytest.mark.django_db(transaction=True)
def test_servers_that_come_back_are_used_again(
    write, box, imap_server, office, settings, monkeypatch
):
    settings.MAILBOX_URL = box.url()
    box.deliver(a_mail(Message_ID="<one@a>"))
    imap_server.stop()
    office.stop()
    message = write()
    try:
        with open_mailroom(monkeypatch):
            until(lambda: Mailbox.objects.filter(failed_at__isnull=False).count() == 2)
            imap_server.start()
            office.start()
            until(IncomingEmail.objects.exists)
            Dispatch.objects.filter(pk=message.pk).update(due_at=timezone.now())
            until(lambda: Message.objects.get(pk=message.pk).delivery == "SENT")
    finally:
        if imap_server.process.poll() is not None:
            imap_server.start()
    assert len(office.taken) == 1
    # The last of each wins: it went well again, and the words are gone.
    until(lambda: not Mailbox.objects.exclude(error="").exists())


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_ends_nothing(write, office, monkeypatch):
    gone = threading.Event()
    gone.set()
    exists = worker.sending.send_due

    def unreachable(*args):
        if gone.is_set():
            connections["default"].close()
            raise OperationalError("server closed the connection unexpectedly")
        return exists(*args)

    monkeypatch.setattr(worker.sending, "send_due", unreachable)
    write()
    with open_mailroom(monkeypatch):
        time.sleep(0.5)
        assert office.taken == []
        gone.clear()
        until(lambda: office.taken)


@pytest.mark.needs("dovecot")
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_loses_nothing(box, settings, monkeypatch):
    settings.MAILBOX_URL = box.url()
    store, full = receiving.store_raw, threading.Event()
    full.set()

    def storing(raw, **more):
        if full.is_set():
            raise OSError(28, "No space left on device")
        return store(raw, **more)

    monkeypatch.setattr(receiving, "store_raw", storing)
    box.deliver(a_mail())
    with open_mailroom(monkeypatch):
        until(lambda: Mailbox.objects.filter(error__contains="No space left on device").exists())
        assert box.flags() == [set()] or all(b"\\Seen" not in flags for flags in box.flags())
        full.clear()
        until(IncomingEmail.objects.exists)
        until(lambda: all(b"\\Seen" in flags for flags in box.flags()))


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.django_db(transaction=True)
def test_a_signal_ends_it_within_seconds_whatever_hangs(sig, settings, tmp_path):
    with hanging_server() as imap:
        variables = environment(tmp_path, MAILBOX_URL=f"imap://a:b@127.0.0.1:{imap}/INBOX")
        variables |= {"LOG_LEVEL": "INFO", "PYTHONUNBUFFERED": "1"}
        with (tmp_path / "log").open("w") as log:
            command = [sys.executable, "manage.py", "mailroom"]
            process = start(command, env=variables, stdout=log, stderr=log, cwd=ROOT)
        try:
            until(lambda: "the mailroom watches 1 mailboxes" in (tmp_path / "log").read_text())
            process.send_signal(sig)
            began = time.monotonic()
            assert process.wait(PATIENCE) == 0
            assert time.monotonic() - began < 20
        finally:
            stop(process)
        assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.mark.django_db
def test_pauses_grow_and_differ():
    pauses = [keeping.pause_after(n, 60) for n in range(1, 100)]
    assert 1 <= pauses[0] <= 2
    assert all(pause <= 60 for pause in pauses)
    assert len(set(pauses[50:])) > 10


@pytest.mark.once
def test_cron_gets_an_exit_code(tmp_path):
    variables = {"LOCAL": "1", "DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "mailroom", "--once"]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    assert done.returncode == 1  # no tables
    assert "no such table" in done.stderr
