"""What mail servers say about email they could not deliver."""

import pytest

from mail.reader import (
    AUTO_REPLY,
    BOUNCE,
    LIST,
    NOT_AUTO,
    parse,
)
from tests.mail.reader.build import mail, multipart, part

pytestmark = pytest.mark.once

OURS = mail("Hello Sarah", "Message-ID: <t7.9@help.example>", "Subject: Your order")
SAID = part("Sorry, it did not work out.", "Content-Type: text/plain")


def report(*recipients, copy="message/rfc822"):
    """Return a bounce by the book."""
    status = "\n\n".join(["Reporting-MTA: dns; mx.acme.example", *recipients]) + "\n"
    return multipart(
        SAID,
        part(status, "Content-Type: message/delivery-status"),
        part(OURS, f"Content-Type: {copy}"),
        kind="report",
        extra="; report-type=delivery-status",
        fields=("From: MAILER-DAEMON@acme.example", "Subject: Undelivered ParsedEmail"),
    )


FAILED = (
    "Final-Recipient: rfc822; sarah@acme.example\nAction: failed\nStatus: 5.1.1 (no such user)\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <sarah@acme.example>:\n  User unknown"
)


@pytest.mark.parametrize("copy", ["message/rfc822", "text/rfc822-headers"])
def test_by_the_book(copy):
    """RFC 3464 says everything."""
    found = parse(report(FAILED, copy=copy))
    assert found.auto == BOUNCE
    assert found.bounce.recipients == ("sarah@acme.example",)
    assert (found.bounce.action, found.bounce.status) == ("failed", "5.1.1")
    assert found.bounce.diagnostic == "550 5.1.1 <sarah@acme.example>: User unknown"
    assert (found.bounce.message_id, found.bounce.subject) == ("t7.9@help.example", "Your order")


def test_whoever_failed_counts():
    """A report may be about several people."""
    fine = "Final-Recipient: rfc822; eve@acme.example\nAction: relayed\nStatus: 2.0.0"
    found = parse(report(fine, FAILED))
    assert found.bounce.recipients == ("sarah@acme.example",)
    assert found.bounce.action == "failed"


def test_the_address_that_we_wrote_to():
    """Not the one it was forwarded to."""
    forwarded = "Original-Recipient: rfc822;sarah@acme.example\nFinal-Recipient: rfc822;x@y.example"
    found = parse(report(forwarded + "\nAction: failed\nStatus: 5.2.2"))
    assert found.bounce.recipients == ("sarah@acme.example",)


def test_a_delay_is_no_failure():
    """The server goes on trying."""
    found = parse(report(FAILED.replace("failed", "delayed").replace("5.1.1 (", "4.4.1 (")))
    assert (found.auto, found.bounce.action, found.bounce.status) == (BOUNCE, "delayed", "4.4.1")


def test_a_receipt_is_no_bounce():
    """The email has arrived."""
    found = parse(report(FAILED.replace("Action: failed", "Action: delivered")))
    assert (found.auto, found.bounce.action) == (AUTO_REPLY, "delivered")


QMAIL = """Hi. This is the qmail-send program at mx.acme.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<sarah@acme.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <support@help.example>
Message-ID: <t7.9@help.example>
To: someone.else@acme.example
"""
EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. The following address(es) failed:

  sarah@acme.example
    SMTP error from remote mail server after RCPT TO:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

Message-ID: <t7.9@help.example>
"""
SENDMAIL = """The original message was received at Mon, 1 Jan 2001
   ----- The following addresses had permanent fatal errors -----
<sarah@acme.example>

   ----- Transcript of session follows -----
550 5.1.1 <sarah@acme.example>... User unknown
   ----- Original message follows -----
Message-Id: <t7.9@help.example>
"""
EXCHANGE = """Your message did not reach some or all of the intended recipients.

The following recipient(s) could not be reached:

      sarah@acme.example on 1/1/2001 10:00
            The e-mail account does not exist. <mx.acme.example #5.1.1>

Original message headers:
Message-ID: <t7.9@help.example>
"""


@pytest.mark.parametrize("text", [QMAIL, EXIM, SENDMAIL, EXCHANGE])
def test_written_for_people(text):
    """The sentences of four famous servers."""
    fields = ("From: Mail System <mailer-daemon@acme.example>", "Subject: failure notice")
    found = parse(mail(text, *fields, "Return-Path: <>"))
    assert found.auto == BOUNCE
    assert found.bounce.recipients == ("sarah@acme.example",)
    assert (found.bounce.action, found.bounce.status) == ("failed", "5.1.1")
    assert found.bounce.message_id == "t7.9@help.example"


def test_exim_names_them_in_the_header():
    """X-Failed-Recipients needs no guessing."""
    found = parse(mail("It failed.", "X-Failed-Recipients: a@b.example, c@d.example"))
    assert (found.auto, found.bounce.recipients) == (BOUNCE, ("a@b.example", "c@d.example"))


AUTO = [
    (("Auto-Submitted: auto-replied",), AUTO_REPLY),
    (("Auto-Submitted: auto-generated; x=y",), AUTO_REPLY),
    (("Auto-Submitted: no",), NOT_AUTO),
    (("X-Autoreply: yes",), AUTO_REPLY),
    (("Precedence: auto_reply",), AUTO_REPLY),
    (("Subject: Out of Office: back on Monday",), AUTO_REPLY),
    (("Subject: Automatische Antwort: Ihre Bestellung",), AUTO_REPLY),
    (("Subject: =?utf-8?Q?R=C3=A9ponse_automatique?=",), AUTO_REPLY),
    (("Return-Path: <>", "Subject: I am away"), AUTO_REPLY),
    (("Content-Type: multipart/report; report-type=disposition-notification",), AUTO_REPLY),
    (("List-Id: <news.acme.example>",), LIST),
    (("Precedence: bulk",), LIST),
    (("From: MAILER-DAEMON@acme.example", "Subject: hello"), BOUNCE),
    (("From: postmaster@acme.example", "Subject: Undeliverable: hello"), BOUNCE),
    (("Subject: Question about my office chair",), NOT_AUTO),
    (("Subject: FW: Undeliverable: hello",), NOT_AUTO),
    (("From: postmaster@acme.example", "Subject: please call me"), NOT_AUTO),
    (("Subject: My order was rejected",), NOT_AUTO),
]


@pytest.mark.parametrize(("fields", "kind"), AUTO)
def test_who_wrote(fields, kind):
    """A person, or a machine."""
    assert parse(mail("hello", *fields)).auto == kind
