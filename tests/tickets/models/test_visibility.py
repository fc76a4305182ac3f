"""Who sees what: one table of every kind of row and every kind of person.

All the ways of asking must agree with it: the querysets, the `Q` by way of other tables, the verbs'
own question, and the words "visible to" on the ticket's page.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from core.refusals import Unseen
from customers.models import Customer
from tests.factories import CustomerFactory, GroupFactory, UserFactory
from tickets.models import (
    Attachment,
    Message,
    Note,
    Revision,
    Thread,
    Ticket,
    TicketEvent,
    Upload,
)
from tickets.visibility import reads_note, sees_ticket

pytestmark = pytest.mark.django_db

# Alex and Tom are Technical Support, Priya is Billing (and Tom is there too), Maria is in no group:
# she made every ticket and wrote everything on it. Lisa is an admin. "left" was an agent of
# Technical Support and "boss" an admin, both deactivated; "nobody" is not signed in.
TABLE = """
                                      alex  tom  priya  maria  lisa  left  boss  nobody
    ticket held by nobody              x     x     x      x      x     .     .     .
    ticket held by alex                x     .     .      .      x     .     .     .
    ticket held by priya               .     .     x      .      x     .     .     .
    ticket held by lisa                .     .     .      .      x     .     .     .
    ticket held by left                .     .     .      .      x     .     .     .
    ticket held by boss                .     .     .      .      x     .     .     .
    ticket held by tech                x     x     .      .      x     .     .     .
    ticket held by billing             .     x     x      .      x     .     .     .
    ticket held by empty               .     .     .      .      x     .     .     .

    team note                          x     x     .      .      x     .     .     .
    admins-only note                   .     .     .      .      x     .     .     .
    hidden note                        .     .     .      .      x     .     .     .
    team thread                        x     x     .      .      x     .     .     .
    mail thread                        x     x     .      .      x     .     .     .
    team message                       x     x     .      .      x     .     .     .
    mail                               x     x     .      .      x     .     .     .
    what the customer said             x     x     .      .      x     .     .     .
    mail that came in                  x     x     .      .      x     .     .     .
    file of the ticket                 x     x     .      .      x     .     .     .
    file of a team note                x     x     .      .      x     .     .     .
    file of an admins-only note        .     .     .      .      x     .     .     .
    file of a hidden note              .     .     .      .      x     .     .     .
    file of a message                  x     x     .      .      x     .     .     .
    event of the birth                 x     x     .      .      x     .     .     .
    event of a property                x     x     .      .      x     .     .     .
    event of a team note               x     x     .      .      x     .     .     .
    event of an admins-only note       .     .     .      .      x     .     .     .
    event of an admins-only edit       .     .     .      .      x     .     .     .
    event of an admins-only download   .     .     .      .      x     .     .     .
    event of a hidden note             .     .     .      .      x     .     .     .
    event of the hiding                .     .     .      .      x     .     .     .
    event of a message                 x     x     .      .      x     .     .     .
    version of the subject             x     x     .      .      x     .     .     .
    version of a team note             x     x     .      .      x     .     .     .
    version of an admins-only note     .     .     .      .      x     .     .     .
    version of a hidden note           .     .     .      .      x     .     .     .
"""
PEOPLE, *LINES = [line.split() for line in TABLE.splitlines() if line.strip()]
ROWS = {
    " ".join(line[: -len(PEOPLE)]): {
        person for person, mark in zip(PEOPLE, line[-len(PEOPLE) :], strict=True) if mark == "x"
    }
    for line in LINES
}


@pytest.fixture
def people():
    """Every kind of person, by the names in the table."""
    tech, billing = GroupFactory(name="tech"), GroupFactory(name="billing")
    return {
        "alex": UserFactory(name="alex", groups=[tech]),
        "tom": UserFactory(name="tom", groups=[tech, billing]),
        "priya": UserFactory(name="priya", groups=[billing]),
        "maria": UserFactory(name="maria"),
        "lisa": UserFactory(name="lisa", role="admin"),
        "left": UserFactory(name="left", groups=[tech]),
        "boss": UserFactory(name="boss", role="admin"),
        "nobody": AnonymousUser(),
        "tech": tech,
        "billing": billing,
        "empty": GroupFactory(name="empty"),
    }


@pytest.fixture
def world(people):
    """Every kind of row, by the names in the table; what is on a ticket is on one of tech."""
    maria, lisa = people["maria"], people["lisa"]
    rows = {}
    for name in (name for name in ROWS if name.startswith("ticket")):
        holder = people.get(name.rpartition(" ")[2])
        holder = None if isinstance(holder, AnonymousUser) else holder
        rows[name] = Ticket.create(
            customer=CustomerFactory(), subject=name, by=maria, holder=holder
        )
    ticket = Ticket.create(
        customer=CustomerFactory(), subject="Full", by=maria, uploads=[upload(maria, "ticket")]
    )
    rows |= notes(ticket, maria, lisa) | messages(ticket, maria) | properties(ticket, maria)
    ticket.assign(people["tech"], by=maria)
    for gone in ("left", "boss"):
        people[gone].deactivate(by=lisa)
    return rows


def upload(owner, name):
    """Stage a small file."""
    return Upload.stage(ContentFile(b"words", name=f"{name}.txt"), owner=owner)


def notes(ticket, maria, lisa):
    """Return a note of each kind, with its file, its events and its replaced version."""
    rows = {}
    for name in ("team", "admins-only", "hidden"):
        secret, article = name == "admins-only", "an" if name[0] == "a" else "a"
        note = ticket.add_note(name, by=maria, for_admins=secret, uploads=[upload(maria, name)])
        edited = note.edit(f"{name} again", by=lisa)
        file = note.attachments.get()
        rows |= {
            f"{name} note": note,
            f"file of {article} {name} note": file,
            f"event of {article} {name} note": note.events.first(),
            f"version of {article} {name} note": edited.revision,
        }
        if secret:
            rows["event of an admins-only edit"] = edited
            rows["event of an admins-only download"] = file.record_download(by=lisa)
    rows["event of the hiding"] = rows["hidden note"].hide(by=lisa)
    return rows


def messages(ticket, maria):
    """Return a thread and a message of each kind."""
    team = ticket.post("team", by=maria, uploads=[upload(maria, "team")])
    mail = ticket.write_mail("mail", by=maria, to=["s@acme.example"])
    return {
        "team thread": team.thread,
        "team message": team,
        "file of a message": team.attachments.get(),
        "event of a message": team.events.get(),
        "mail thread": mail.thread,
        "mail": mail,
        "what the customer said": ticket.record_call("said", by=maria),
        "mail that came in": ticket.receive_mail("came", by=None, sender="s@acme.example"),
    }


def properties(ticket, maria):
    """Return what a ticket's own changes leave."""
    return {
        "file of the ticket": ticket.attachments.get(note=None, message=None),
        "event of the birth": ticket.events.first(),
        "event of a property": ticket.set_priority(3, by=maria),
        "version of the subject": ticket.edit(subject="Other", by=maria).revision,
    }


def seen_by(person, model):
    """Return the keys of the rows that a person sees, and check that none is counted twice."""
    rows = model.objects.visible_to(person)
    keys = [row.pk for row in rows]
    assert rows.count() == len(keys) == len(set(keys))
    return set(keys)


def test_the_table_is_the_truth(people, world):
    assert world.keys() == ROWS.keys()
    models = (Ticket, Note, Thread, Message, Attachment, TicketEvent, Revision)
    assert {type(row) for row in world.values()} == set(models)
    sight = {(name, m): seen_by(people[name], m) for name in PEOPLE for m in models}
    said = {
        what: {name for name in PEOPLE if row.pk in sight[name, type(row)]}
        for what, row in world.items()
    }
    assert said == ROWS


def test_every_way_to_the_ticket_says_the_same(people, world):
    for name in PEOPLE:
        person, seen = people[name], seen_by(people[name], Ticket)
        for model, way in (
            (TicketEvent, "ticket__"),
            (Note, "ticket__"),
            (Thread, "ticket__"),
            (Attachment, "ticket__"),
            (Revision, "ticket__"),
            (Message, "thread__ticket__"),
            (Customer, "tickets__"),
        ):
            by_way = model.objects.filter(sees_ticket(person, via=way))
            there = set(model.objects.values_list(f"{way}pk", flat=True))
            assert set(by_way.values_list(f"{way}pk", flat=True)) == seen & there, (name, model)


def test_every_way_to_the_note_says_the_same(people, world):
    for name in PEOPLE:
        read = seen_by(people[name], Note)
        for model in (Attachment, TicketEvent, Revision):
            rows = model.objects.filter(reads_note(people[name], via="note__"))
            of_notes = rows.exclude(note=None).values_list("note", flat=True)
            assert set(of_notes) == read, (name, model)


def test_the_verbs_ask_the_same(people, world):
    for what, row in world.items():
        if isinstance(row, Ticket):
            for name in PEOPLE:
                refused = False
                try:
                    row.refuse_unseen(people[name])
                except Unseen:
                    refused = True
                assert refused == (name not in ROWS[what]), (what, name)


def test_the_page_names_the_very_people_who_see_it(people, world):
    agents = {people[n].pk: n for n in PEOPLE if n != "nobody" and people[n].role == "agent"}
    admins = {"lisa"}
    for what, row in world.items():
        if isinstance(row, Ticket):
            row.refresh_from_db()
            named = row.audience().agents
            named = set(agents.values()) - {"left"} if named is None else {agents[k] for k in named}
            assert named | admins == ROWS[what], what


def test_sight_follows_the_group(people, world):
    ticket, alex = world["ticket held by tech"], people["alex"]
    alex.leave(people["tech"], by=people["lisa"])
    assert ticket.pk not in seen_by(alex, Ticket)
    assert seen_by(alex, Message) == seen_by(alex, Revision) == set()
    people["maria"].join(people["tech"], by=people["lisa"])
    assert ticket.pk in seen_by(people["maria"], Ticket)
    people["maria"].set_role("admin", by=people["lisa"])
    assert seen_by(people["maria"], Ticket) == seen_by(people["lisa"], Ticket)
