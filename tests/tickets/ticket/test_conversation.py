"""Writing on a ticket: each mode does what it says, and a refusal loses nothing."""

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import CustomerFactory, TicketFactory
from tickets.models import Message, Note, Thread, Upload

pytestmark = pytest.mark.django_db

TO = {"to": "Sarah Chen <sarah.chen@acme.example>"}


def told(response):
    """The messages that an answer leaves."""
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def write(signed_in, ticket):
    """Return a function that sends the composer: `write(alex, "note", body="…")`."""

    def send(user, mode, headers=None, path="emails", **data):
        url = f"/tickets/{ticket.pk}/{path}/"
        return signed_in(user).post(url, {"mode": mode, **data}, headers=headers or {})

    return send


MODES = [
    ("email", "emails", "Email goes out in 15 seconds"),
    ("note", "notes", "Note added"),
    ("admins", "notes", "Saved for admins only"),
    ("team", "team", "Posted to the team"),
    ("call", "calls", "Call recorded"),
]


@pytest.mark.parametrize(("mode", "path", "words"), MODES)
def test_every_mode_is_a_plain_form(write, ticket, lisa, mode, path, words):
    response = write(lisa, mode, path=path, body="Some *words*.", **TO)
    assert response.status_code == 303
    assert response["Location"] == f"/tickets/{ticket.pk}/#timeline-end"
    assert told(response) == [words]


def test_the_mode_decides_and_not_the_address(write, ticket, alex):
    write(alex, "note", path="emails", body="Never for Sarah's eyes.", **TO)
    assert Message.objects.count() == 0
    assert ticket.notes.get().body == "Never for Sarah's eyes."


def test_a_mail_is_addressed_and_queued(write, ticket, alex):
    cc = '"Park, David" <david@acme.example>; boss@acme.example'
    sure = "david@acme.example, boss@acme.example"
    write(alex, "email", body="Hi Sarah", cc=cc, sure=sure, **TO)
    mail = Message.objects.get()
    assert (mail.delivery, mail.thread.kind) == ("QUEUED", Thread.Kind.OUTSIDE)
    rows = mail.recipients.values_list("kind", "name", "address")
    assert list(rows) == [
        ("TO", "Sarah Chen", "sarah.chen@acme.example"),
        ("CC", "Park, David", "david@acme.example"),
        ("CC", "", "boss@acme.example"),
    ]


def test_a_new_address_is_asked_about_first(write, ticket, alex, by_htmx):
    data = {"to": "sarah@acme.exmaple", "body": "Hi Sarah"}
    response = write(alex, "email", headers=by_htmx, **data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Nobody here has written to sarah@acme.exmaple yet." in page
    assert 'name="sure" value="sarah@acme.exmaple"' in page
    assert "Hi Sarah" in page
    assert write(alex, "email", sure="other@acme.example", **data).status_code == 422
    assert write(alex, "email", sure="SARAH@acme.exmaple", **data).status_code == 303
    assert write(alex, "email", **data).status_code == 303, "it is known now"


def test_a_mail_may_set_the_status_and_that_can_be_undone(write, ticket, alex, by_htmx):
    response = write(alex, "email", headers=by_htmx, body="Which browser?", then="PENDING", **TO)
    page = response.content.decode()
    assert "Email goes out in 15 seconds, set to Pending" in page
    event = ticket.events.last()
    assert f'action="/undo/{event.pk}/"' in page
    ticket.refresh_from_db()
    assert ticket.status == "PENDING"


def test_an_admins_only_note_of_an_agent_is_gone_for_them(write, ticket, alex, lisa, by_htmx):
    page = write(alex, "admins", headers=by_htmx, body="quokka").content.decode()
    assert "Saved for admins only. You can no longer see it" in page
    assert "quokka" not in page
    page = write(lisa, "note", headers=by_htmx, body="Yes.").content.decode()
    assert "quokka" in page


def test_team_talk_goes_on_in_its_thread(write, signed_in, ticket, alex, maria, by_htmx):
    write(alex, "team", body="Is the lock too strict?", topic="The lock")
    thread = Thread.objects.get()
    assert (thread.subject, thread.kind) == ("The lock", Thread.Kind.TEAM)
    url, data = f"/tickets/{ticket.pk}/team/", {"team_thread": thread.pk, "body": "Five is fine."}
    page = signed_in(maria).post(url, data, headers=by_htmx).content.decode()
    assert thread.messages.count() == 2
    assert 'id="id_body"' not in page, "what is being written elsewhere stays as it is"


def test_an_empty_answer_to_the_team_is_refused_where_it_stands(
    signed_in, ticket, alex, maria, by_htmx
):
    thread = ticket.post("Is the lock too strict?", by=alex).thread
    url, data = f"/tickets/{ticket.pk}/team/", {"team_thread": thread.pk, "body": " "}
    response = signed_in(maria).post(url, data, headers=by_htmx)
    assert response.status_code == 422
    assert "There is nothing written yet." in response.content.decode()
    assert 'id="id_body"' not in response.content.decode()


def test_a_recorded_call_is_the_customers_word(write, ticket, alex):
    write(alex, "call", path="calls", body="It works now!")
    said = Message.objects.get()
    assert (said.kind, said.author, said.recorded_by) == ("CALL", ticket.customer, alex)


BAD = [
    ({"mode": "note", "body": "  "}, "There is nothing written yet."),
    ({"mode": "note", "body": "x" * 100_001}, "This has 100001 characters"),
    ({"mode": "email", "body": "Hi", "to": ""}, "An email needs an address."),
    ({"mode": "email", "body": "Hi", "to": "sarah"}, "is not an email address"),
    (
        {"mode": "email", "body": "Hi", **TO, "cc": "a@b.example\r\nBcc: x@y.example"},
        "not an email",
    ),
    ({"mode": "email", "body": "Hi", **TO, "subject": "x" * 201}, "at most 200 characters"),
    ({"mode": "email", "body": "Hi", **TO, "thread": "99"}, "This thread does not belong here."),
    ({"mode": "team", "body": "Hi", "team_thread": "99"}, "This thread does not belong here."),
    ({"mode": "pigeon", "body": "Hi"}, "Select a valid choice"),
]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(("data", "words"), BAD, ids=lambda v: str(v)[:60])
def test_a_refusal_says_why_and_keeps_everything(write, alex, by_htmx, data, words, htmx):
    file = SimpleUploadedFile("log.txt", b"words")
    data = {"to": "x@y.example", "nonce": str(uuid4()), **data}
    response = write(alex, headers=by_htmx if htmx else {}, files=[file], **data)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert data["body"].strip() in page
    assert f'value="{data["nonce"]}"' in page
    assert f'value="{Upload.objects.get().token}" checked' in page
    assert Note.objects.count() + Message.objects.count() == 0
    if data["mode"] in ("note", "team", "email"):
        assert f'value="{data["mode"]}" checked' in page


def test_files_of_a_refused_form_go_along_the_next_time(write, ticket, alex):
    files = [SimpleUploadedFile(name, b"words") for name in ("a.txt", "b.txt")]
    write(alex, "note", body="", files=files)
    kept = Upload.objects.get(name="a.txt")
    write(alex, "note", body="With a file.", uploads=[str(kept.token)])
    assert [file.name for file in ticket.notes.get().attachments.all()] == ["a.txt"]


def test_somebody_elses_staged_file_is_not_taken(write, ticket, alex, maria, upload):
    token = str(upload(maria, "hers.txt").token)
    response = write(alex, "note", body="Mine", uploads=[token])
    assert response.status_code == 422
    assert "no longer kept here" in response.content.decode()
    assert Upload.objects.count() == 1


def test_a_bad_file_is_named_and_the_good_one_kept(write, alex):
    files = [SimpleUploadedFile("empty.txt", b""), SimpleUploadedFile("good.txt", b"words")]
    response = write(alex, "note", body="Two files", files=files)
    assert response.status_code == 422
    assert "“empty.txt” is empty" in response.content.decode()
    assert [upload.name for upload in Upload.objects.all()] == ["good.txt"]


def test_a_form_sent_twice_says_it_once(write, ticket, alex):
    nonce = str(uuid4())
    for _ in range(2):
        assert write(alex, "note", body="Once.", nonce=nonce).status_code == 303
    assert ticket.notes.count() == 1


def test_the_key_of_somebody_elses_form_is_refused_and_replaced(write, ticket, alex, maria):
    nonce = str(uuid4())
    write(maria, "note", body="Hers.", nonce=nonce)
    response = write(alex, "note", body="Mine.", nonce=nonce)
    assert response.status_code == 422
    assert nonce not in response.content.decode()
    assert "Mine." in response.content.decode()


def test_a_mail_is_stopped_when_something_newer_arrived(write, ticket, alex, maria, by_htmx):
    after = ticket.events.last().pk
    ticket.record_call("Never mind, it works!", by=maria)
    data = {"body": "Could you try again?", "after": after, **TO}
    response = write(alex, "email", headers=by_htmx, **data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Maria Lopez wrote while you were writing." in page
    assert "Never mind, it works!" in page
    assert "Could you try again?" in page
    assert "Send anyway" in page
    seen = response.context["page"].timeline.last_id
    assert f'name="after" form="composer" value="{seen}"' in page
    assert write(alex, "email", **{**data, "after": seen}).status_code == 303


def test_an_admins_only_note_stops_no_agent(write, ticket, alex, lisa):
    after = ticket.events.last().pk
    ticket.add_note("quokka", by=lisa, for_admins=True)
    assert write(alex, "email", body="Hi", after=after, **TO).status_code == 303


def test_another_conversation_is_chosen_with_its_people_and_the_text_kept(
    write, ticket, alex, by_htmx
):
    first = ticket.write_mail("Hi", by=alex, to=["sarah@acme.example"]).thread
    ticket.write_mail("Dear bank", by=alex, to=["bank@bank.example"], subject="Your refusal")
    data = {"body": "Half a sentence", "thread": "", "to": "bank@bank.example"}
    response = write(alex, "email", headers=by_htmx, into=first.pk, **data)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Half a sentence" in page
    assert 'value="sarah@acme.example"' in page
    assert "bank@bank.example" not in page
    assert f'name="thread" value="{first.pk}"' in page
    assert Message.objects.count() == 2


def test_a_customer_without_an_address_is_pointed_to_a_call(signed_in, maria):
    ticket = TicketFactory(customer=CustomerFactory(name="Bo"), by=maria)
    page = signed_in(maria).get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Bo has no email address." in page
    assert 'value="note" checked' in page


def test_what_is_written_to_a_closed_ticket_is_shown_again(write, ticket, alex, lisa, by_htmx):
    ticket.set_status("CLOSED", by=lisa, why="done")
    for headers in ({}, by_htmx):
        response = write(alex, "note", headers=headers, body="A late thought")
        assert response.status_code == 422
        assert "is closed. Reopen it" in response.content.decode()
        assert "A late thought" in response.content.decode()


def test_a_note_is_edited_by_its_author_and_admins_only(signed_in, ticket, alex, maria, lisa):
    note = ticket.add_note("Locked", by=alex)
    url = f"/tickets/{ticket.pk}/notes/{note.pk}/"
    assert signed_in(maria).get(url).status_code == 403
    assert signed_in(maria).post(url, {"body": "Mine now"}).status_code == 403
    assert "Locked</textarea>" in signed_in(alex).get(url).content.decode()
    assert signed_in(alex).post(url, {"body": "Locked at 06:10"}).status_code == 303
    assert signed_in(lisa).post(url, {"body": "Locked at 06:12"}).status_code == 303
    assert ticket.revisions.count() == 2
    page = signed_in(maria).get(f"/tickets/{ticket.pk}/").content.decode()
    assert "edited" in page


def test_two_who_edit_one_note_meet(signed_in, ticket, alex, lisa, by_htmx):
    note = ticket.add_note("Locked", by=alex)
    note.edit("Locked at 06:10", by=lisa)
    url = f"/tickets/{ticket.pk}/notes/{note.pk}/"
    data = {"body": "Locked twice", "seen": "Locked"}
    response = signed_in(alex).post(url, data, headers=by_htmx)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Locked twice" in page
    assert "Locked at 06:10" in page
    assert signed_in(alex).post(url, {**data, "seen": "Locked at 06:10"}).status_code == 303


def test_an_admin_turns_a_slip_into_a_note_for_admins(signed_in, ticket, alex, lisa):
    note = ticket.add_note("quokka", by=alex)
    url = f"/tickets/{ticket.pk}/notes/{note.pk}/hidden/"
    assert signed_in(alex).post(url).status_code == 403
    assert signed_in(lisa).post(url).status_code == 303
    assert signed_in(alex).post(url).status_code == 404
    assert "quokka" not in signed_in(alex).get(f"/tickets/{ticket.pk}/").content.decode()
