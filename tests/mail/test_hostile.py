"""A hostile mailer: who dresses as somebody else, evades a block, or keeps us busy."""

import io
from time import process_time

import pytest
from PIL import Image

from tests.mail.conftest import a_mail, arrive
from tickets.mail import filing
from tickets.mail.parsing import parse
from tickets.models import BlockedSender

SARAH, EVE = "sarah.chen@acme.example", "eve@evil.example"
ENCODED = "=?utf-8?q?sarah.chen=40acme.example?="


def sent_by(fields, to, text="hi"):
    """Return a raw mail with these header lines in the place of its From."""
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
        f"From: {EVE}\nReturn-Path: <>\nContent-Type: multipart/report; report-type=delivery-status",
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
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    monkeypatch.setattr(filing, "PATIENCE", -1)
    files = [("one.png", out.getvalue()), ("log.txt", b"words")]
    one, log = arrive(a_mail(To=reply_address, files=files)).message.attachments.all()
    assert (one.content_type, one.is_image) == ("application/octet-stream", False)
    assert log.content_type == "text/plain"


@pytest.mark.parametrize("line", [b"--b\n", b"begin 644 x\n"])
def test_a_million_beginnings_take_seconds(line):
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
    began = process_time()
    parse(head + line * 2_000_000)
    assert process_time() - began < 8
