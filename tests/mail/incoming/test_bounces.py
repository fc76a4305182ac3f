"""A bounce marks the email that did not arrive; what cannot prove which one it was, marks none."""

import pytest

from mail import signing
from tests.mail.conftest import a_mail, arrive
from tickets.models import Message

SARAH = "sarah.chen@acme.example"
REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.acme.example>
To: {to}
Subject: Undelivered Email Returned to Sender
Message-ID: <bounce@mx.acme.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your email could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example

Final-Recipient: rfc822; {who}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--b
Content-Type: text/rfc822-headers

Message-ID: {original}
Subject: Cannot access dashboard
--b--
"""


def a_report(original="<none@else.example>", **given):
    """Return the raw bytes of a delivery report (RFC 3464)."""
    defaults = {"to": "support@helpdesk.localhost", "who": SARAH, "action": "failed"}
    defaults |= {"status": "5.1.1", "words": "550 5.1.1 No such user here"}
    return REPORT.format(original=original, **{**defaults, **given}).encode()


@pytest.fixture
def sent(written):
    """Alex's email, which left the house."""
    written.set_delivery("SENT")
    return written


def state_of(message):
    """Return the delivery state as it is stored."""
    return Message.objects.get(pk=message.pk).delivery


def test_a_report_marks_the_mail_that_it_names(sent, ticket):
    mail = arrive(a_report(sent.message_id))
    assert (mail.state, mail.reason, mail.message, mail.ticket) == (
        "BOUNCE", "BOUNCE", sent, ticket,
    )  # fmt: skip
    assert state_of(sent) == "BOUNCED"
    event = ticket.events.latest("id")
    assert (event.kind, event.by, event.via) == ("email_bounced", None, "mail")
    assert "No such user here" in event.changes["error"]["new"]
    ticket.refresh_from_db()
    assert ticket.customer_waits  # nobody got the answer
    assert ticket.status == "OPEN"


def test_a_report_to_the_signed_sender_needs_no_message_id(sent):
    arrive(a_report("<rewritten@mx.acme.example>", to=signing.bounce_address(sent)))
    assert state_of(sent) == "BOUNCED"


def test_a_simple_bounce_is_told_by_where_it_went(sent):
    raw = a_mail(
        "This user has no account here.",
        From="MAILER-DAEMON@mx.acme.example",
        To=signing.bounce_address(sent),
        Subject="failure notice",
        Auto_Submitted="auto-replied",
        Return_Path="<>",
    )
    assert (arrive(raw).state, state_of(sent)) == ("BOUNCE", "BOUNCED")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_what_is_only_late_or_arrived_is_no_failure(sent, action):
    mail = arrive(a_report(sent.message_id, action=action))
    assert (mail.message, state_of(sent)) == (sent, "SENT")


def test_a_report_of_nothing_we_know_waits_in_the_inbox(sent):
    mail = arrive(a_report("<somebody@else.example>"))
    assert (mail.state, mail.reason) == ("WAITING", "LOST_BOUNCE")
    assert state_of(sent) == "SENT"


def test_a_forged_sender_address_marks_nothing(sent):
    forged = signing.bounce_address(sent).replace(f"+b{sent.pk}.", f"+b{sent.pk + 1}.")
    assert arrive(a_report(to=forged)).state == "WAITING"
    assert state_of(sent) == "SENT"


def test_the_same_bounce_twice_is_one_event(sent, ticket):
    for _again in range(2):
        arrive(a_report(sent.message_id))
    arrive(a_report(sent.message_id, words="550 Once more"))
    assert ticket.events.filter(kind="email_bounced").count() == 1


def test_a_bounce_is_never_a_message_of_the_thread(sent):
    arrive(a_report(sent.message_id))
    assert sent.thread.messages.filter(direction="IN").count() == 0
