"""From written to sent, failed, come back, taken back: each step and what it leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from core.refusals import NotAllowed, Refusal, Unseen
from mail.outgoing import send_due
from tickets.models import Dispatch
from tickets.models.dispatch import LEASE, PAUSES
from tickets.models.refusals import ClosedTicket

pytestmark = pytest.mark.django_db
SARAH = "sarah.chen@acme.example"


def kinds(ticket):
    """Return what the trail says of emails, in its order."""
    return [kind for kind in ticket.events.values_list("kind", flat=True) if "mail_" in kind]


def tried(mail, answers, words=""):
    """Let an email be claimed and settled; return it as it is then."""
    dispatch = Dispatch.claim()
    assert dispatch.pk == mail.pk
    dispatch.settle(answers, words)
    mail.refresh_from_db()
    return mail


def test_nothing_goes_out_before_the_time_to_take_it_back(ticket, alex, settings):
    settings.UNDO_SEND = 15
    mail = ticket.write_mail("Hello.", by=alex, to=[SARAH])
    assert send_due() == 0
    assert 13 <= mail.seconds_left <= 15
    with clock.at(timezone.now() + timedelta(seconds=16)):
        assert send_due() == 1


def test_taking_back_lets_the_customer_wait_as_before(ticket, alex, maria, lisa):
    before = ticket.waiting_since
    mail = ticket.write_mail("Hello.", by=alex, to=[SARAH])
    with pytest.raises(NotAllowed):
        mail.take_back(by=maria)
    event = mail.take_back(by=alex)
    ticket.refresh_from_db()
    assert (event.kind, mail.delivery) == ("email_send_undone", "WITHDRAWN")
    assert (ticket.waiting_since, ticket.first_answered_at) == (before, None)
    assert ticket.status == "OPEN"
    assert send_due() == 0
    with pytest.raises(Refusal, match="stopped already"):
        mail.take_back(by=lisa)


def test_what_is_being_sent_cannot_be_taken_back(ticket, alex, written):
    Dispatch.claim()
    with pytest.raises(Refusal, match="too late"):
        written.take_back(by=alex)
    ticket.refresh_from_db()
    assert ticket.waiting_since is None


def test_the_writer_takes_back_after_a_handover_and_after_closing(ticket, alex, maria, lisa):
    mail = ticket.write_mail("Hello.", by=alex, to=[SARAH])
    ticket.assign(maria, by=alex)
    ticket.set_status("CLOSED", by=maria, why="done")
    mail.take_back(by=alex)
    ticket.refresh_from_db()
    assert ticket.status == "CLOSED"


def test_a_temporary_failure_waits_longer_each_time_and_fails_after_two_days(ticket, written):
    now = timezone.now()
    for pause in PAUSES:
        with clock.at(now):
            tried(written, {SARAH: (450, "450 try later")})
        assert written.delivery == "QUEUED"
        assert written.dispatch.due_at == now + pause
        assert written.dispatch.error == "450 try later"
        now += pause
    with clock.at(now):
        tried(written, {SARAH: (450, "450 try later")})
    assert written.delivery == "FAILED"
    assert timedelta(days=1.5) < sum(PAUSES, timedelta()) < timedelta(days=2.5)
    assert kinds(ticket) == ["email_written", "email_failed"]


def test_a_refusal_fails_at_once_and_the_customer_waits_again(ticket, written, alex):
    before = ticket.created_at
    tried(written, {SARAH: (550, "550 5.1.1 no such user")})
    ticket.refresh_from_db()
    assert (written.delivery, written.dispatch.error) == ("FAILED", "550 5.1.1 no such user")
    assert (ticket.waiting_since, ticket.first_answered_at) == (before, None)
    written.retry(by=alex)
    ticket.refresh_from_db()
    assert (written.delivery, ticket.waiting_since) == ("QUEUED", None)
    tried(written, {SARAH: (250, "")})
    assert written.delivery == "SENT"
    assert kinds(ticket) == ["email_written", "email_failed", "email_retried", "email_sent"]
    with pytest.raises(Refusal, match="did not fail"):
        written.retry(by=alex)


def test_who_got_it_does_not_get_it_again(ticket, alex):
    mail = ticket.write_mail("Hello.", by=alex, to=[SARAH], cc=["a@x.example", "b@x.example"])
    answers = {SARAH: (250, ""), "a@x.example": (450, "later"), "b@x.example": (550, "no")}
    tried(mail, answers)
    assert (mail.delivery, mail.dispatch.open_addresses) == ("QUEUED", ["a@x.example"])
    with clock.at(timezone.now() + timedelta(hours=1)):
        tried(mail, {"a@x.example": (250, "")})
    assert (mail.delivery, mail.dispatch.refused) == ("FAILED", {"b@x.example": "no"})
    ticket.refresh_from_db()
    assert ticket.waiting_since is None  # the customer has it
    mail.retry(by=alex)
    assert mail.dispatch.open_addresses == ["b@x.example"]


def test_a_bounce_marks_the_mail_once_for_each_address(ticket, alex):
    mail = ticket.write_mail("Hello.", by=alex, to=[SARAH], cc=["a@x.example"])
    tried(mail, {SARAH: (250, ""), "a@x.example": (250, "")})
    assert mail.mark_bounced("550 gone", recipients=["elsewhere@x.example", SARAH.upper()])
    assert mail.mark_bounced("550 gone", recipients=[SARAH]) is None
    ticket.refresh_from_db()
    assert (mail.delivery, ticket.waiting_since) == ("BOUNCED", ticket.created_at)
    mail.retry(by=alex)
    assert mail.dispatch.open_addresses == [SARAH]
    assert kinds(ticket) == ["email_written", "email_sent", "email_bounced", "email_retried"]


def test_a_bounce_that_is_faster_than_our_commit_wins(written):
    dispatch = Dispatch.claim()
    written.mark_bounced("550 gone")
    assert dispatch.settle({SARAH: (250, "")}) is None
    written.refresh_from_db()
    assert written.delivery == "BOUNCED"


def test_a_lease_that_ran_out_is_anybodys_and_the_first_holder_is_too_late(written):
    first = Dispatch.claim()
    assert Dispatch.claim() is None
    with clock.at(timezone.now() + LEASE):
        second = Dispatch.claim()
        assert second.pk == first.pk
        assert first.settle({SARAH: (550, "no")}) is None
        assert second.settle({SARAH: (250, "")}) == "SENT"


def test_a_mail_that_kills_whoever_sends_it_fails_in_the_end(written, sent):
    Dispatch.objects.update(tries=len(PAUSES) + 1)
    assert sent() == []
    written.refresh_from_db()
    assert written.delivery == "FAILED"


def test_a_mail_that_the_past_has_sent_is_never_sent_again(written):
    type(written).objects.update(delivery="SENT")
    assert Dispatch.claim() is None
    assert Dispatch.objects.get().due_at is None


def test_a_mail_is_written_anew_once_and_takes_its_files_along(ticket, alex, written):
    tried(written, {SARAH: (550, "no")})
    new = ticket.write_mail("Anew.", by=alex, to=["s@new.example"], instead=written)
    written.refresh_from_db()
    assert written.dispatch.replaced_by == new
    assert not written.may_be_tried_again
    with pytest.raises(Refusal, match="already"):
        ticket.write_mail("Twice.", by=alex, to=["s@new.example"], instead=written)
    with pytest.raises(Refusal, match="gone out"):
        ticket.write_mail("Thrice.", by=alex, to=["s@new.example"], instead=new)


def test_trying_again_needs_sight_and_an_open_ticket(ticket, written, alex, maria):
    tried(written, {SARAH: (550, "no")})
    with pytest.raises(Unseen):
        written.retry(by=maria)
    ticket.set_status("CLOSED", by=alex, why="done")
    with pytest.raises(ClosedTicket):
        written.retry(by=alex)


def test_files_that_no_mail_carries_are_refused(ticket, alex, settings):
    from django.core.files.base import ContentFile

    from tickets.models import Upload

    settings.MAIL_FILES_MAX_BYTES = 10
    upload = Upload.stage(ContentFile(b"x" * 11, name="a.txt"), owner=alex)
    with pytest.raises(Refusal, match="larger") as refusal:
        ticket.write_mail("Hello.", by=alex, to=[SARAH], uploads=[upload])
    assert refusal.value.field == "files"


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x85"])
def test_a_subject_of_two_lines_is_refused(ticket, alex, end):
    with pytest.raises(Refusal, match="one line"):
        ticket.write_mail("Hello.", by=alex, to=[SARAH], subject=f"a{end}Bcc: b@x.example")


def test_sending_asks_the_database_a_bounded_number_of_times(
    ticket, alex, written, sent, django_assert_max_num_queries
):
    ticket.write_mail("Second.", by=alex, to=[SARAH], thread=written.thread)
    with django_assert_max_num_queries(50):
        assert len(sent()) == 2
    with django_assert_max_num_queries(1):
        assert send_due() == 0
