"""What cannot be is refused, by words or by the database, and nothing of it is written."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.refusals import Refusal
from tests.snapshot import nothing_written
from tests.tickets.hostile import SUBJECTS, TEXTS
from tickets.choices import Priority, Status
from tickets.models import Ticket
from tickets.models.refusals import Conflict, ForeignNonce

pytestmark = pytest.mark.django_db
LONG = "x" * 100_001


def sql(statement, *parameters):
    """Run SQL as somebody with a database shell would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


IMPOSSIBLE = {
    "two holders": "holder_user_id = {maria}, holder_group_id = {tech}",
    "an unknown status": "status = 'DONE'",
    "an unknown priority": "priority = 7",
    "an unknown channel": "channel = 'fax'",
    "no subject": "subject = ''",
    "closed without a time": "status = 'CLOSED'",
    "a closing time while open": "closed_at = created_at",
    "no customer": "customer_id = NULL",
}


@pytest.mark.parametrize("assignment", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_refuses_what_must_be_impossible(ticket, maria, tech, assignment):
    assignment = assignment.format(maria=maria.pk, tech=tech.pk)
    with nothing_written(), pytest.raises(IntegrityError):
        sql(f"UPDATE tickets_ticket SET {assignment} WHERE id = %s", ticket.pk)


def test_the_database_refuses_a_note_without_words_and_a_file_of_two(ticket, maria):
    note, message = ticket.add_note("Words", by=maria), ticket.post("Words", by=maria)
    with nothing_written(), pytest.raises(IntegrityError):
        sql("UPDATE tickets_note SET body = '' WHERE id = %s", note.pk)
    with nothing_written(), pytest.raises(IntegrityError):
        sql("UPDATE tickets_message SET delivery = 'SENT' WHERE id = %s", message.pk)
    with nothing_written(), pytest.raises(IntegrityError):
        sql("UPDATE tickets_message SET author_address = 'a@b.example' WHERE id = %s", message.pk)


def test_a_holder_is_a_person_or_a_group_never_both(ticket, maria, tech, lisa):
    ticket.take(by=maria)
    ticket.assign(tech, by=maria)
    assert (ticket.holder_user, ticket.holder_group) == (None, tech)
    ticket.assign(lisa, by=lisa)
    assert (ticket.holder_user, ticket.holder_group) == (lisa, None)


REFUSED = [
    # what is asked                                                        field, words
    (lambda t, by: t.set_status("DONE", by=by), "status", "“DONE” is no status"),
    (lambda t, by: t.set_status(None, by=by), "status", "is no status"),
    (lambda t, by: t.set_status("\ud800" * 500, by=by), "status", "is no status"),
    (lambda t, by: t.set_priority(7, by=by), "priority", "“7” is no priority"),
    (lambda t, by: t.set_priority("HIGH", by=by), "priority", "is no priority"),
    (lambda t, by: t.edit(channel="fax", by=by), "channel", "is no channel"),
    (lambda t, by: t.edit(subject="", by=by), "subject", "needs a subject"),
    (lambda t, by: t.edit(subject=" \n\x00 ", by=by), "subject", "needs a subject"),
    (lambda t, by: t.edit(subject="x" * 10_000, by=by), "subject", "10000 characters; at most 200"),
    (lambda t, by: t.edit(description=LONG, by=by), "description", "at most 100000"),
    (lambda t, by: t.set_customer(None, by=by), "customer", "needs a customer"),
    (lambda t, by: t.set_tags(["x" * 41], by=by), "tags", "at most 40 characters"),
    (lambda t, by: t.set_tags(map(str, range(99)), by=by), "tags", "at most 30 tags"),
    (lambda t, by: t.set_status("PENDING", by=by, why="x" * 201), "why", "at most 200 characters"),
    (lambda t, by: t.add_note("", by=by), "body", "nothing written yet"),
    (lambda t, by: t.add_note(" \n\x00\t", by=by), "body", "nothing written yet"),
    (lambda t, by: t.add_note(LONG, by=by), "body", "at most 100000"),
    (lambda t, by: t.post("", by=by), "body", "nothing written yet"),
    (lambda t, by: t.post("Words", subject="x" * 201, by=by), "subject", "at most 200"),
    (lambda t, by: t.record_call("", by=by), "body", "nothing written yet"),
    (lambda t, by: t.write_mail("", by=by, to=["a@b.example"]), "body", "nothing written yet"),
    (lambda t, by: t.write_mail("Hi", by=by, to=[]), "to", "needs an address"),
    (
        lambda t, by: t.write_mail("Hi", by=by, to=["nobody"]),
        "to",
        "“nobody” is not an email address",
    ),
]


@pytest.mark.parametrize(
    ("attempt", "field", "words"), REFUSED, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_value_that_will_not_do_is_refused_in_words(ticket, maria, attempt, field, words):
    with nothing_written(), pytest.raises(Refusal, match=words) as refusal:
        attempt(ticket, maria)
    assert refusal.value.field == field
    assert len(str(refusal.value).encode()) < 300


CREATED = [
    ({"subject": ""}, "subject"),
    ({"subject": "x" * 10_000}, "subject"),
    ({"description": LONG}, "description"),
    ({"customer": None}, "customer"),
    ({"priority": 0}, "priority"),
    ({"channel": "fax"}, "channel"),
    ({"tags": ["x" * 41]}, "tags"),
    ({"why": "x" * 201}, "why"),
]


@pytest.mark.parametrize(("fields", "field"), CREATED)
def test_a_ticket_that_will_not_do_is_not_born(sarah, maria, fields, field):
    with nothing_written(), pytest.raises(Refusal) as refusal:
        Ticket.create(**{"customer": sarah, "subject": "Help", "by": maria, **fields})
    assert refusal.value.field == field


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_is_stored_as_a_database_can_keep_it(ticket, lisa, text):
    ticket.edit(subject=f"a{text}b", description=f"a{text}b", by=lisa, why=text)
    ticket.set_tags([f"a{text}b"], by=lisa)
    note = ticket.add_note(f"a{text}b", by=lisa)
    note.edit(f"c{text}d", by=lisa, why=text)
    ticket.post(f"a{text}b", subject=text, by=lisa)
    ticket.record_call(f"a{text}b", by=lisa)
    ticket.write_mail(f"a{text}b", subject=text, by=lisa, to=["sarah.chen@acme.example"])
    ticket.refresh_from_db()
    stored = [ticket.subject, ticket.description, *ticket.tags.values_list("name", flat=True)]
    stored += ticket.threads.values_list("subject", flat=True)
    stored += [event.why for event in ticket.events.all()]
    for value in stored:
        assert "\x00" not in value
        value.encode()
    assert all(thread.subject for thread in ticket.threads.all())


@pytest.mark.parametrize("text", SUBJECTS)
def test_a_subject_and_a_reason_are_one_line(ticket, maria, text):
    event = ticket.edit(subject=f"Help{text}Bcc: all@acme.example", by=maria, why=f"so{text}so")
    assert len(ticket.subject.splitlines()) == 1
    assert len(event.why.splitlines()) == 1


@pytest.mark.parametrize("verb", ["add_note", "post", "record_call"])
def test_the_key_of_somebody_else_s_form_is_refused(ticket, maria, alex, verb):
    key = uuid4()
    getattr(ticket, verb)("Mine", by=maria, nonce=key)
    with nothing_written(), pytest.raises(ForeignNonce, match="sent before, with other words"):
        getattr(ticket, verb)("Also mine?", by=alex, nonce=key)


def test_the_key_of_a_form_makes_one_thing(ticket, sarah, maria, alex):
    key = uuid4()
    form = {"customer": sarah, "subject": "Twice", "by": maria, "nonce": key}
    first = Ticket.create(**form)
    with nothing_written():
        assert Ticket.create(**form) == first
    with nothing_written(), pytest.raises(ForeignNonce):
        Ticket.create(**{**form, "by": alex})
    note = ticket.add_note("Once", by=maria, nonce=key)
    with nothing_written():
        assert ticket.add_note("Once", by=maria, nonce=key) == note
        with pytest.raises(ForeignNonce):
            first.add_note("Once", by=maria, nonce=key)


def test_another_form_with_the_same_key_is_not_taken_for_the_first(ticket, sarah, maria):
    """Whoever goes back in the browser and writes something else is not told that it was sent."""
    key, to = uuid4(), ["sarah.chen@acme.example"]
    ticket.add_note("Words", by=maria, nonce=key)
    ticket.post("Words", by=maria, nonce=key)
    made = Ticket.create(customer=sarah, subject="Help", by=maria, nonce=key)
    for again in (
        lambda: ticket.add_note("Other words", by=maria, nonce=key),
        lambda: ticket.add_note("Words", by=maria, nonce=key, for_admins=True),
        lambda: ticket.post("Other words", by=maria, nonce=key),
        lambda: ticket.write_mail("Words", by=maria, nonce=key, to=to),
        lambda: ticket.record_call("Words", by=maria, nonce=key),
        lambda: Ticket.create(customer=sarah, subject="Other", by=maria, nonce=key),
    ):
        with nothing_written(), pytest.raises(ForeignNonce):
            again()
    made.edit(subject="Edited", by=maria)
    ticket.notes.get().edit("Edited", by=maria)
    with nothing_written():
        ticket.add_note("Words", by=maria, nonce=key)
        assert Ticket.create(customer=sarah, subject="Help", by=maria, nonce=key) == made


def test_a_form_of_an_older_ticket_is_told_both_values(ticket, maria, alex):
    ticket.set_priority(Priority.HIGH, by=alex)
    with nothing_written(), pytest.raises(Conflict) as conflict:
        ticket.set_priority(Priority.LOW, by=maria, seen={"priority": Priority.MEDIUM})
    told = conflict.value
    assert (told.field, told.theirs, told.yours, told.event.by) == ("priority", "HIGH", "LOW", alex)


def test_a_ticket_of_somebody_who_left_is_handed_over_with_what_was_seen(ticket, alex, maria, lisa):
    ticket.take(by=alex)
    alex.deactivate(by=lisa)
    ticket.refresh_from_db()
    ticket.assign(maria, by=lisa, why="Alex left", seen={"holder": ticket.holder})
    assert ticket.holder == maria
    assert str(ticket.audience()) == "Maria Lopez and 1 admin"
    with nothing_written(), pytest.raises(Refusal, match="has left and cannot be given tickets"):
        ticket.assign(alex.__class__.objects.get(pk=alex.pk), by=lisa, why="back")


def test_a_thread_of_another_ticket_or_kind_is_refused(ticket, sarah, maria):
    other = Ticket.create(customer=sarah, subject="Other", by=maria)
    theirs, team = other.post("Words", by=maria).thread, ticket.post("Words", by=maria).thread
    said = ticket.record_call("Words", by=maria).thread
    for verb, thread in (("post", theirs), ("post", said), ("record_call", team)):
        with nothing_written(), pytest.raises(Refusal, match="does not belong here"):
            getattr(ticket, verb)("Words", by=maria, thread=thread)


def test_an_event_is_not_edited_in_sql(ticket):
    event = ticket.events.get()
    for statement in (
        "UPDATE tickets_ticketevent SET why = 'because' WHERE id = %s",
        "DELETE FROM tickets_ticketevent WHERE id = %s",
    ):
        with nothing_written(), pytest.raises(IntegrityError, match="is append-only"):
            sql(statement, event.pk)


def test_a_time_is_told_once(ticket, lisa):
    """Closing keeps when it was resolved; reopening forgets both."""
    ticket.set_status(Status.RESOLVED, by=lisa)
    resolved = ticket.resolved_at
    ticket.set_status(Status.CLOSED, by=lisa)
    assert (ticket.resolved_at, ticket.closed_at is None) == (resolved, False)
    assert ticket.closed_at <= timezone.now()
    ticket.set_status(Status.OPEN, by=lisa, why="again")
    assert (ticket.resolved_at, ticket.closed_at) == (None, None)
