"""What becomes of an email that comes in: its thread, the inbox, and nothing else of any ticket."""

import pytest
from django.core.files.storage import default_storage

from mail.incoming import receiving, storing
from mail.models import BlockedSender, IncomingEmail
from tests.mail.conftest import a_mail, arrive
from tickets.choices import Status
from tickets.models import Attachment, Message, Ticket

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000 01f15c4890000000d4944415478da63"
    "fccfc0500f000485018084a98c210000000049454e44ae426082".replace(" ", "")
)
SARAH, STATE = "sarah.chen@acme.example", IncomingEmail.State


def placed(mail):
    """Return the state of an email, why, and the ticket it is on or may belong to."""
    return mail.state, mail.reason, mail.ticket


def test_an_answer_to_the_signed_address_is_in_its_thread(ticket, written, reply_address, sarah):
    mail = arrive(To=reply_address, Subject="something else altogether")
    assert placed(mail) == ("FILED", "SIGNED", ticket)
    answer = mail.message
    assert (answer.thread, answer.author, answer.kind) == (written.thread, sarah, "EMAIL")
    assert (answer.body, answer.message_id) == ("It works now!", "<one@acme.example>")
    assert [one.address for one in answer.recipients.all()] == [reply_address]
    event = ticket.events.latest("id")
    assert (event.kind, event.by, event.via) == ("email_received", None, "mail")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.customer_waits) == (Status.OPEN, True)


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_an_answer_that_only_refers_to_our_mail_is_in_its_thread(ticket, written, header):
    ids = written.message_id if header == "In-Reply-To" else f"<x@y> {written.message_id} <z@y>"
    assert placed(arrive(**{header: ids})) == ("FILED", "REFERENCE", ticket)


def test_she_answers_from_another_address_of_hers(ticket, reply_address, sarah, maria):
    sarah.add_email("sarah@home.example", by=maria)
    mail = arrive(To=reply_address, From="sarah@HOME.example")
    assert placed(mail) == ("FILED", "SIGNED", ticket)
    assert mail.message.author == sarah


def test_her_next_mail_follows_her_first_before_anybody_answered(ticket, maria):
    first = arrive(Subject="Hello")
    receiving.file_email(first, ticket=ticket, by=ticket.holder_user)
    mail = arrive(a_mail("One more thing", In_Reply_To="<one@acme.example>", Message_ID="<two@a>"))
    assert placed(mail) == ("FILED", "REFERENCE", ticket)


@pytest.mark.parametrize(
    "sender",
    [
        "eve@evil.example",
        "sarah.chen@acme.example.evil.example",
        '"sarah.chen@acme.example" <eve@evil.example>',
        "\uff53arah.chen@acme.example",  # full-width s
        "sarah.chen@acme.example\u200b",
        None,
    ],
)
def test_a_stranger_with_her_signed_address_waits(ticket, reply_address, sender):
    mail = arrive(a_mail(To=reply_address, From=sender))
    assert placed(mail) == ("WAITING", "STRANGER", ticket)
    assert mail.customer is None
    assert not Message.objects.filter(direction="IN").exists()


def test_who_is_on_the_last_mail_takes_part_and_nobody_else(ticket, alex, reply_address):
    bob = {"From": "Bob <bob@acme.example>", "To": reply_address}
    thread = ticket.threads.get()
    ticket.write_mail("And Bob", by=alex, to=[SARAH], cc=["bob@acme.example"], thread=thread)
    assert placed(arrive(Message_ID="<b1@b>", **bob)) == ("FILED", "SIGNED", ticket)
    ticket.write_mail("Only you", by=alex, to=[SARAH], thread=thread)
    assert placed(arrive(Message_ID="<b2@b>", **bob)) == ("WAITING", "STRANGER", ticket)


def test_an_address_that_was_taken_from_her_speaks_no_more(ticket, reply_address, sarah, maria):
    sarah.add_email("sarah@home.example", by=maria)
    sarah.remove_email(SARAH, by=maria, why="Her account was stolen")
    assert placed(arrive(To=reply_address)) == ("WAITING", "STRANGER", ticket)


def test_threads_of_one_ticket_do_not_mix_their_people(ticket, alex, written):
    other = ticket.write_mail("Please fix it", by=alex, to=["ops@vendor.example"], subject="Order")
    token = receiving.placing.signing.reply_address(other.thread)
    assert placed(arrive(To=token)) == ("WAITING", "STRANGER", ticket)
    mail = arrive(a_mail(To=token, From="ops@vendor.example", Message_ID="<v@v>"))
    assert mail.message.thread == other.thread


def test_a_forged_signature_is_told(ticket, reply_address, sarah):
    forged = reply_address.replace(".k", ".kaaaa", 1)
    forged = forged[: forged.index("@") - 4] + forged[forged.index("@") :]
    mail = arrive(To=forged)
    assert placed(mail) == ("WAITING", "FORGED", None)
    assert mail.customer == sarah


def test_a_number_in_the_subject_is_only_a_hint(ticket):
    mail = arrive(Subject=f"Fwd: [#{ticket.pk}] please", From="eve@evil.example")
    assert placed(mail) == ("WAITING", "SUBJECT", ticket)


def test_no_mail_acts_as_an_agent(ticket, reply_address, alex, settings):
    for number, sender in enumerate([alex.email, alex.email.upper(), settings.SUPPORT_ADDRESS]):
        mail = arrive(a_mail(From=sender, To=reply_address, Message_ID=f"<{number}@x>"))
        assert placed(mail) == ("WAITING", "COLLEAGUE", ticket)


@pytest.mark.parametrize(
    ("results", "state"),
    [
        ("mx.helpdesk.example; spf=none; dmarc=fail header.from=acme.example", "WAITING"),
        ("MX.helpdesk.example 1; dmarc=FAIL (p=reject)", "WAITING"),
        ("mx.helpdesk.example; dmarc=pass", "FILED"),
        ("mx.elsewhere.example; dmarc=fail", "FILED"),
        ("mx.elsewhere.example; dmarc=fail mx.helpdesk.example", "FILED"),
        ("", "FILED"),
    ],
)
def test_what_our_server_calls_forged_waits(ticket, reply_address, settings, results, state):
    settings.MAIL_AUTHSERV_ID = "mx.helpdesk.example"
    mail = arrive(To=reply_address, Authentication_Results=results or None)
    assert (mail.state, mail.ticket) == (state, ticket)


@pytest.mark.parametrize(
    ("sender", "reason"), [(SARAH, "KNOWN"), ("new@else.example", "UNKNOWN"), (None, "UNKNOWN")]
)
def test_mail_that_answers_nothing_waits_in_the_inbox(sarah, sender, reason):
    mail = arrive(a_mail("Hello,\n\nI need help.", From=sender, Subject="Help"))
    assert placed(mail) == ("WAITING", reason, None)
    assert (mail.subject, mail.snippet) == ("Help", "Hello, I need help.")


def test_no_header_sets_a_field(ticket, reply_address):
    before = Ticket.objects.values().get()
    arrive(
        To=reply_address, X_Ticket_Status="CLOSED", X_Priority="1", X_Helpdesk_Ticket="1",
        X_Zammad_Ticket_State="closed", X_OTRS_State="closed", Importance="high",
        Keywords="vip", X_RT_Owner="root", X_Auto_Assign="alex",
    )  # fmt: skip
    after = Ticket.objects.values().get()
    moved = {name for name in before if before[name] != after[name]}
    assert moved <= {"last_activity_at", "waiting_since"}
    assert not ticket.tags.exists()


def test_an_automatic_answer_is_marked_and_lets_nobody_wait(ticket, reply_address):
    waits = Ticket.objects.get().waiting_since
    mail = arrive(To=reply_address, Auto_Submitted="auto-replied", Subject="Out of office")
    assert (mail.state, mail.message.auto) == ("FILED", "auto-reply")
    assert Ticket.objects.get().waiting_since == waits


def test_a_closed_ticket_takes_the_mail_and_stays_closed(ticket, reply_address, alex):
    ticket.set_status(Status.RESOLVED, by=alex)
    ticket.set_status(Status.CLOSED, by=alex)
    assert placed(arrive(To=reply_address)) == ("FILED", "SIGNED", ticket)
    assert Ticket.objects.get().status == Status.CLOSED
    assert Ticket.objects.written_after_closing().exists()


def test_the_same_mail_ten_times_is_one(ticket, reply_address):
    for n in range(10):
        via = f"Received: from relay{n} by mx; Mon, 23 Nov 2026 10:3{n}:00 +0000\r\n".encode()
        raw = via + a_mail(To=reply_address)
        arrive(raw.replace(b"\n", b"\r\n") if n % 2 and b"\r\n" not in raw else raw)
    assert IncomingEmail.objects.count() == 1
    assert Message.objects.filter(direction="IN").count() == 1


def test_another_mail_under_a_known_id_is_not_lost(ticket, reply_address):
    arrive(To=reply_address)
    second = arrive(a_mail("Something else", To=reply_address))
    assert (second.state, second.message.message_id) == ("FILED", None)


def test_our_own_mail_that_comes_back_is_no_news(written, settings):
    mail = arrive(From=settings.SUPPORT_ADDRESS, Message_ID=written.message_id)
    assert placed(mail) == ("ECHO", "ECHO", written.thread.ticket)


def test_a_blocked_sender_is_held_back(ticket, reply_address, lisa):
    block = BlockedSender.objects.create(key="@evil.example", created_by=lisa)
    mail = arrive(From="eve@evil.example", To=reply_address)
    assert (mail.state, mail.block) == ("HELD", block)


def test_files_come_along_and_a_false_image_only_downloads(ticket, reply_address):
    files = [("log.txt", b"one"), ("shot.png", PNG), ("fake.png", b"\x89PNG\r\n\x1a\nno")]
    message = arrive(a_mail(To=reply_address, files=files)).message
    kept = {one.name: one for one in message.attachments.all()}
    assert [kept[name].content_type for name, _data in files] == [
        "text/plain", "image/png", "application/octet-stream",
    ]  # fmt: skip
    assert kept["shot.png"].is_image
    for name, data in files:
        with kept[name].file.open() as stored:
            assert stored.read() == data


def test_what_is_too_much_is_cut_and_says_so(ticket, reply_address):
    files = [(f"{n}.txt", b"x") for n in range(203)]
    message = arrive(a_mail("word " * 30_000, To=reply_address, files=files)).message
    assert message.attachments.count() == 200
    assert len(message.body) <= 100_000
    assert message.body.endswith(
        "[Cut here: the email is longer. Its original is kept.]\n\n"
        "[3 more files are in the original.]"
    )


def test_the_mail_is_stored_raw_before_it_is_read(monkeypatch, sarah):
    def fail(*_args):
        raise RuntimeError("poison")

    monkeypatch.setattr(receiving, "parse", fail)
    monkeypatch.setattr(receiving, "parse_stored", fail)
    raw = a_mail()
    mail = arrive(raw)
    assert (mail.state, mail.tries) == ("STORED", 1)
    for _try in range(4):
        receiving.try_to_read(mail)
    mail.refresh_from_db()
    assert placed(mail) == ("WAITING", "UNREADABLE", None)
    assert mail.error == "RuntimeError: poison"
    with mail.raw.open() as stored:
        assert stored.read() == raw


def test_what_its_reader_left_is_read_again(monkeypatch, sarah):
    mail, _new = storing.store_raw(a_mail(), source="PIPE")
    assert receiving.read_left_over() == 0  # somebody may be at it
    mail.received_at -= receiving.LEFT_OVER
    mail.save()
    assert receiving.read_left_over() == 1
    mail.refresh_from_db()
    assert mail.reason == "KNOWN"


def test_a_failure_while_filing_leaves_no_half(monkeypatch, ticket, reply_address):
    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Attachment, "of_mail", full)
    mail = arrive(a_mail(To=reply_address, files=[("a.txt", b"a")]))
    assert (mail.state, mail.error) == ("STORED", "OSError: [Errno 28] No space left on device")
    monkeypatch.undo()
    receiving.try_to_read(mail)
    mail.refresh_from_db()
    assert mail.message.attachments.count() == 1


def test_a_full_disk_refuses_the_mail_and_leaves_nothing(monkeypatch, sarah):
    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped), "_save", full)
    with pytest.raises(OSError, match="No space"):
        arrive()
    assert not IncomingEmail.objects.exists()


def test_a_mail_too_large_is_said_once(sarah):
    for _again in range(2):
        mail = storing.note_oversize(
            key="inbox 1 2", size=99_000_000, mailbox="inbox", subject="Photos", sender=SARAH
        )
    assert placed(mail) == ("WAITING", "TOO_LARGE", None)
    assert (mail.customer, IncomingEmail.objects.count()) == (sarah, 1)


@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 1000, b"\xff\xfe", b"From: a\r\nSubject: \x00\xed\xa0\x80\r\n\r\n\x00"]
)
def test_odd_bytes_are_kept(db, raw):
    mail = arrive(raw)
    assert mail.state == "WAITING"
    with mail.raw.open() as stored:
        assert stored.read() == raw
