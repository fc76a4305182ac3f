"""A hostile mailer: who dresses as somebody else, evades a block, or keeps us busy."""

from time import process_time

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from mail.incoming import blocking, filing, receiving
from mail.models import BlockedSender, IncomingEmail
from mail.reader import parse
from tests.mail.conftest import a_mail, arrive
from tests.mail.incoming.test_bounces import a_report
from tests.mail.letters import letter, png
from tickets.models import Dispatch

SARAH, EVE = "sarah.chen@acme.example", "eve@evil.example"
ENCODED = "=?utf-8?q?sarah.chen=40acme.example?="


def sent_by(fields, to, text="hi"):
    """Return a raw email with these header lines in the place of its From."""
    return f"{fields}\nTo: {to}\nSubject: x\nMessage-ID: <h@x>\n\n{text}\n".encode()


@pytest.mark.parametrize(
    "fields",
    [
        f"From: {SARAH}\nFrom: {EVE}",
        f"From: {SARAH}, {EVE}",
        f"From: Us: {SARAH}, {EVE};",
        f"From: <{SARAH}> <{EVE}>",
        f"From: {ENCODED}",
        "From: =?utf-8?q?Sarah_=3Csarah.chen=40acme.example=3E?= <eve>",
        f"Reply-To: {SARAH}",
        f"Sender: {SARAH}",
        f"Return-Path: <{SARAH}>",
    ],
)
def test_a_sender_whom_no_server_can_check_waits(ticket, reply_address, fields):
    mail = arrive(sent_by(fields, reply_address))
    assert (mail.state, mail.reason, mail.ticket) == ("WAITING", "STRANGER", ticket)
    assert mail.problems


@pytest.mark.parametrize(
    "fields",
    [
        f"From: Sarah Chen <{SARAH.upper()}>",
        f'From: "Chen, Sarah" <{SARAH}>',
        f"From: {SARAH} (Sarah)",
        f"From: {SARAH}\nFrom: Sarah <{SARAH}>",
        f"From: =?utf-8?q?S=C3=A4rah?= <{SARAH}>\nSender: {EVE}\nReply-To: {EVE}",
    ],
)
def test_a_sender_who_stands_there_plainly_is_taken_at_his_word(ticket, reply_address, fields):
    assert arrive(sent_by(fields, reply_address)).reason == "SIGNED"


@pytest.mark.parametrize(
    "fields",
    [
        "From: eve@EVIL.example.",
        f"From: MAILER-DAEMON <{EVE}>",
        f"From: {EVE}\nX-Failed-Recipients: a@b.example",
        f"From: {EVE}\nContent-Type: multipart/report; report-type=delivery-status",
        "From: eve@xn--bcher-kva.example",
        "From: eve@bücher.example.",
    ],
)
def test_no_disguise_gets_a_blocked_sender_in(lisa, fields):
    for key in ("@evil.example", "eve@bücher.example"):
        BlockedSender.objects.create(key=key, created_by=lisa)
    mail = arrive(sent_by(fields, "support@helpdesk.localhost"))
    assert (mail.state, mail.reason) == ("HELD", "BLOCKED")


def test_pictures_that_keep_us_busy_are_files_that_only_download(
    ticket, reply_address, monkeypatch
):
    monkeypatch.setattr(filing, "PATIENCE", -1)
    files = [("one.png", png()), ("log.txt", b"words")]
    one, log = arrive(a_mail(To=reply_address, files=files)).message.attachments.all()
    assert (one.content_type, one.is_image) == ("application/octet-stream", False)
    assert log.content_type == "text/plain"


@pytest.mark.parametrize("line", [b"--b\n", b"begin 644 x\n"])
def test_a_million_beginnings_take_seconds(line):
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
    began = process_time()
    parse(head + line * 2_000_000)
    assert process_time() - began < 8


def test_one_id_for_all_mails_of_a_program_hides_none(sarah):
    for number, sender in enumerate([SARAH, "other@else.example"]):
        date = f"Mon, 23 Nov 2026 10:3{number}:00 +0000"
        arrive(a_mail("Please call me", From=sender, Date=date))
    assert IncomingEmail.objects.count() == 2


def test_one_recipients_bounce_does_not_stop_the_mail_to_others(ticket, alex, settings):
    settings.UNDO_SEND = -1
    mail = ticket.write_mail("Hello", by=alex, to=[SARAH], cc=["bob@acme.example"])
    answers = {SARAH: (250, "ok"), "bob@acme.example": (451, "later")}
    assert Dispatch.claim().settle(answers) == "QUEUED"
    assert arrive(a_report(mail.message_id)).state == "BOUNCE"
    mail.refresh_from_db()
    assert (mail.delivery, mail.dispatch.open_addresses) == ("QUEUED", ["bob@acme.example"])
    Dispatch.objects.update(due_at=mail.created_at)
    assert Dispatch.claim().settle({"bob@acme.example": (250, "ok")}) == "FAILED"
    assert list(Dispatch.objects.get().refused) == [SARAH]


def test_files_that_are_gone_are_not_there(ticket, reply_address, client, alex):
    mail = arrive(letter("<img src=cid:logo@acme>", To=reply_address, picture=png()))
    picture = mail.message.attachments.get()
    for name in (mail.raw.name, picture.file.name, picture.thumbnail.name):
        default_storage.delete(name)
    client.force_login(alex)
    ids = {
        **dict.fromkeys(
            ("email_full", "email_original", "email_frame", "email_eml"), [mail.message_id]
        ),
        "email_image": [mail.message_id, picture.pk],
        **dict.fromkeys(("file", "thumbnail"), [picture.pk]),
    }
    for name, numbers in ids.items():
        assert client.get(reverse(name, args=[ticket.pk, *numbers])).status_code == 404, name
    assert not ticket.events.filter(kind="downloaded").exists()
    assert client.get(reverse("email", args=[ticket.pk, mail.message_id])).status_code == 200


def test_no_agent_reads_of_a_ticket_by_what_was_held_back_or_came_back(
    ticket, written, reply_address, settings, alex, priya
):
    BlockedSender.objects.create(key=SARAH, created_by=alex)
    held = arrive(a_mail(To=reply_address))
    echo = arrive(a_mail(From=settings.SUPPORT_ADDRESS, Message_ID=written.message_id))
    assert (held.state, echo.state) == ("HELD", "ECHO")
    assert set(IncomingEmail.objects.visible_to(alex)) == {held, echo}
    assert not IncomingEmail.objects.visible_to(priya).exists()


def test_a_mail_that_cannot_be_filed_waits_before_the_right_eyes(
    ticket, reply_address, monkeypatch, alex, priya
):
    monkeypatch.setattr(receiving, "file_email", lambda *args, **more: 1 / 0)
    mail = arrive(a_mail(To=reply_address))
    for _try in range(4):
        receiving.try_to_read(mail)
    assert IncomingEmail.objects.visible_to(alex).get().reason == "UNREADABLE"
    assert not IncomingEmail.objects.visible_to(priya).exists()


def test_no_picture_in_a_mail_fetches_a_file_in_the_name_of_its_reader(
    ticket, reply_address, client, alex
):
    mail = arrive(letter("<img src=cid:logo@acme>", To=reply_address, picture=png()))
    client.force_login(alex)
    for name, numbers in {
        "file": [ticket.pk, mail.message.attachments.get().pk],
        "files_zip": [ticket.pk],
        "email_eml": [ticket.pk, mail.message_id],
        "inbox_original": [mail.pk],
        "inbox_attachment": [mail.pk, 0],
    }.items():
        address = reverse(name, args=numbers)
        assert client.get(address, headers={"Sec-Fetch-Dest": "image"}).status_code == 404, name
        assert client.get(address, headers={"Sec-Fetch-Dest": "document"}).status_code == 200
    assert ticket.events.filter(kind="downloaded").count() == 3


def test_a_block_of_a_look_alike_leaves_the_real_one_alone(lisa):
    fake = "From: \uff4fps@vendor.example"  # a full-width o
    to = "support@helpdesk.localhost"
    blocking.block(arrive(sent_by(fake, to)), by=lisa)
    assert arrive(sent_by(fake, to, "again")).state == "HELD"
    assert arrive(sent_by("From: ops@vendor.example", to, "I am real")).state == "WAITING"
