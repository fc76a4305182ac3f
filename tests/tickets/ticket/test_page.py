"""The page of a ticket: what it shows, to whom, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import clock
from tests.factories import CustomerFactory, TicketFactory, UserFactory
from tickets.models import Thread, Ticket
from tickets.ticket.timeline import (
    ChangeEntry,
    TeamThreadEntry,
    TextEntry,
    Timeline,
)

pytestmark = pytest.mark.django_db


def text_of(entry):
    """The words of a grey line, without markup."""
    return " and ".join(str(phrase) for phrase in entry.phrases)


def lines(ticket, user, show=""):
    """The grey lines that `user` reads."""
    found = Timeline(ticket, user, show).entries
    return [text_of(entry) for entry in found if isinstance(entry, ChangeEntry)]


def ago(**span):
    """Within the block, everything happens that long ago."""
    return clock.at(timezone.now() - timedelta(**span))


def test_it_shows_the_ticket_and_its_customer(signed_in, ticket, alex):
    response = signed_in(alex).get(f"/tickets/{ticket.pk}/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "HX-Request" in response["Vary"]
    assert "Cannot access dashboard" in page
    assert "Sarah Chen" in page
    assert page.count("<h1") == 1


def test_a_ticket_that_is_not_seen_does_not_exist(signed_in, ticket, alex, priya):
    ticket.take(by=alex)
    assert signed_in(priya).get(f"/tickets/{ticket.pk}/").status_code == 404
    assert signed_in(alex).get(f"/tickets/{ticket.pk}/").status_code == 200


def test_changes_made_in_one_go_read_as_one_line(ticket, alex, lisa):
    with ago(hours=1):
        ticket.take(by=alex, why="I know Acme")
        ticket.set_status("IN_PROGRESS", by=alex)
        ticket.set_priority(3, by=lisa)
    assert lines(ticket, lisa)[1:] == [
        "took it and set <b>In progress</b>",
        "set priority <b>High</b>, was Medium",
    ]
    merged = Timeline(ticket, lisa).entries[1]
    assert merged.reasons == ["I know Acme"]


def test_what_can_be_undone_stands_alone_until_it_no_longer_can(ticket, alex, lisa):
    ticket.take(by=alex)
    status = ticket.set_status("PENDING", by=alex)
    entries = Timeline(ticket, alex).entries
    assert [entry.undo for entry in entries][1:] == [ticket.events.get(kind="taken"), status]
    status.undo(by=alex)
    after = Timeline(ticket, alex).entries[2:]
    assert [entry.undo for entry in after] == [None]
    assert text_of(after[0]) == "set <b>Pending</b> and undid that: <b>Open</b> again"


def test_who_may_not_undo_is_not_offered_it(ticket, alex, maria):
    with ago(minutes=1):
        ticket.set_priority(3, by=alex)
    assert all(entry.undo is None for entry in Timeline(ticket, maria).entries)


def test_team_talk_is_one_box_until_something_else_is_said(ticket, alex, maria):
    thread = ticket.post("Is the lock too strict?", by=alex).thread
    ticket.post("Five is fine.", by=maria, thread=thread)
    ticket.set_priority(3, by=alex)
    ticket.post("Agreed.", by=alex, thread=thread)
    ticket.add_note("Locked.", by=maria)
    ticket.post("One more thing.", by=alex, thread=thread)
    boxes = [e for e in Timeline(ticket, alex).entries if isinstance(e, TeamThreadEntry)]
    assert [len(box.messages) for box in boxes] == [3, 1]
    assert [box.continues for box in boxes] == [False, True]
    assert [box.is_latest for box in boxes] == [False, True]


def test_nobody_but_admins_is_told_of_an_admins_only_note(ticket, alex, lisa):
    ticket.add_note("quokka", by=alex, for_admins=True)
    kinds = [e.event.kind for e in Timeline(ticket, lisa).entries if isinstance(e, TextEntry)]
    assert kinds == ["noted"]
    timeline = Timeline(ticket, alex)
    assert not [e for e in timeline.entries if isinstance(e, TextEntry)]
    assert timeline.last_id == ticket.events.get(kind="created").pk


def test_a_long_past_is_folded_and_opened_by_a_link(signed_in, ticket, alex):
    for n in range(70):
        ticket.add_note(f"Note number {n}.", by=alex)
    client = signed_in(alex)
    page = client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "31 earlier entries" in page
    assert "number 29." not in page
    assert "number 31." in page
    page = client.get(f"/tickets/{ticket.pk}/timeline/?show=all").content.decode()
    assert "number 1." in page
    assert "earlier entries" not in page


@pytest.mark.parametrize(
    ("show", "shown", "hidden"),
    [("conversation", "A note.", "set priority"), ("events", "set priority", "A note.")],
)
def test_the_timeline_can_be_filtered(signed_in, ticket, alex, by_htmx, show, shown, hidden):
    ticket.add_note("A note.", by=alex)
    ticket.set_priority(3, by=alex)
    path = f"/tickets/{ticket.pk}/timeline/?show={show}"
    page = signed_in(alex).get(path, headers=by_htmx).content.decode()
    assert page.strip().startswith("<section")
    assert shown in page
    assert hidden not in page


def test_downloads_are_in_the_trail_but_not_in_the_way(ticket, alex, upload):
    (file,) = ticket.attach([upload(alex, "a.txt")], by=alex)
    file.record_download(by=alex)
    assert not [words for words in lines(ticket, alex) if "downloaded" in words]
    assert [words for words in lines(ticket, alex, "events") if "downloaded <b>a.txt</b>" in words]


def test_the_waiting_customer_and_the_one_who_wrote_after_closing_are_pointed_at(
    signed_in, ticket, lisa
):
    client = signed_in(lisa)
    assert "Customer waits" in client.get(f"/tickets/{ticket.pk}/").content.decode()
    ticket.set_status("CLOSED", by=lisa, why="spam")
    ticket.touch(waiting_since=timezone.now() + timedelta(seconds=1))
    page = client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Closed by Lisa Brandt" in page
    assert "Sarah Chen wrote after that. Reopen it to answer." in page
    assert 'name="body"' not in page


def test_the_customers_other_tickets_are_those_the_reader_sees(
    signed_in, ticket, sarah, maria, alex
):
    TicketFactory(customer=sarah, subject="Mine to see", by=maria)
    TicketFactory(customer=sarah, subject="Not mine to see", by=maria, holder=maria)
    page = signed_in(alex).get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Mine to see" in page
    assert "Not mine to see" not in page


def test_people_s_texts_stay_texts(signed_in, maria, alex):
    customer = CustomerFactory(name="<img src=x onerror=alert(1)>")
    ticket = Ticket.create(customer=customer, subject="<script>alert(1)</script>", by=maria)
    ticket.add_note("<script>alert(2)</script> [x](javascript:alert(3))", by=alex)
    ticket.post("Hi", by=alex, subject="<b>bold</b>")
    ticket.set_tags(["<i>"], by=alex, why="<u>why</u>")
    page = signed_in(alex).get(f"/tickets/{ticket.pk}/").content.decode()
    for evil in ("<script>alert", "<img src=x", 'href="javascript', "<b>bold", "<u>why", "<i>"):
        assert evil not in page


def fill(ticket, count, alex, maria, upload):
    """Put `count` entries of every kind on a ticket."""
    thread = ticket.post("What do we think?", by=alex).thread
    for n in range(count):
        ticket.add_note(f"Note {n}", by=maria, uploads=[upload(maria, f"{n}.txt")])
        ticket.write_mail("Hi", by=alex, to=["sarah@acme.example"], cc=[f"cc{n}@acme.example"])
        ticket.record_call("Thanks", by=maria)
        ticket.post("Yes", by=maria, thread=thread)
        ticket.set_priority(n % 3 + 1, by=alex)


def test_twenty_entries_and_fifty_people_cost_what_two_do(
    signed_in, ticket, alex, maria, tech, upload
):
    ticket.assign(tech, by=maria)
    client = signed_in(alex)
    maria.groups.add(tech)
    client.get("/tickets/0/")  # the first request notes who is there
    counts = []
    for count in (1, 5):
        fill(ticket, count, alex, maria, upload)
        UserFactory.create_batch(20, groups=[tech])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/tickets/{ticket.pk}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    assert ticket.threads.filter(kind=Thread.Kind.TEAM).count() == 2
