"""Tickets and what hangs on them in the Django admin: our verbs, our trail, nothing deleted."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories import TicketFactory
from tickets.models import Note, Ticket, TicketEvent, Upload
from tickets.properties import PROPERTIES

TICKETS = reverse("admin:tickets_ticket_changelist")
ADD = reverse("admin:tickets_ticket_add")
CHOSEN = [prop for prop in PROPERTIES.values() if prop.form_field == "choice"]


@pytest.fixture
def desk(signed_in, lisa):
    """Lisa's browser."""
    return signed_in(lisa)


@pytest.fixture
def ticket(sarah, maria, tech):
    """A ticket held by Technical Support."""
    return TicketFactory(customer=sarah, by=maria, holder=tech, subject="Cannot open it")


def page_of(ticket):
    """The address of a ticket's form."""
    return reverse("admin:tickets_ticket_change", args=[ticket.pk])


def form_of(ticket, **changes):
    """What the form of a ticket sends when only `changes` were made."""
    said = {
        "subject": ticket.subject,
        "customer": ticket.customer_id,
        "holder_user": ticket.holder_user_id or "",
        "holder_group": ticket.holder_group_id or "",
        "tags": " ".join(tag.name for tag in ticket.tags.all()),
        "description": ticket.description,
        "stamp": ticket.version,
    }
    chosen = {prop.name: prop.spelled(prop.of(ticket)) for prop in CHOSEN}
    return {**said, **chosen, **changes}


def form_of_new(**given):
    """What the form of a new ticket sends, where nothing but `given` was changed."""
    first = {prop.name: prop.initial for prop in CHOSEN if prop.is_set_at_birth}
    return {**first, **given}


def now(ticket):
    """The ticket as it is."""
    return Ticket.objects.get(pk=ticket.pk)


def kinds(ticket):
    """What happened to it through the admin, oldest first."""
    return list(ticket.events.filter(via="admin").order_by("id").values_list("kind", flat=True))


def words_of(response):
    """The text of an answer."""
    return response.content.decode()


def test_a_ticket_is_made_by_the_verb(desk, sarah, tech, lisa):
    form = form_of_new(customer=sarah.pk, subject="By hand", priority=3, channel="phone")
    desk.post(ADD, {**form, "holder_group": tech.pk, "tags": "login", "why": "called me"})
    made = Ticket.objects.get(subject="By hand")
    assert (made.holder, made.priority, made.created_by) == (tech, 3, lisa)
    assert kinds(made) == ["created", "assigned"]
    assert made.events.get(kind="created").why == "called me"
    assert LogEntry.objects.count() == 0


def test_each_change_is_its_verb_with_one_reason(desk, ticket, alex):
    changes = {
        "subject": "Locked out",
        "status": "PENDING",
        "priority": 3,
        "holder_group": "",
        "holder_user": alex.pk,
        "tags": "login locked",
        "why": "tidied up",
    }
    assert desk.post(page_of(ticket), form_of(ticket, **changes)).status_code == 302
    after = now(ticket)
    assert (after.subject, after.status, after.holder) == ("Locked out", "PENDING", alex)
    wanted = ["edited", "tagged", "assigned", "priority_changed", "status_changed"]
    assert kinds(ticket) == wanted
    assert set(ticket.events.filter(via="admin").values_list("why", flat=True)) == {"tidied up"}
    assert desk.post(page_of(ticket), form_of(now(ticket))).status_code == 302
    assert kinds(ticket) == wanted, "nothing changed, nothing written"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"subject": ""}, "needs a subject"),
        ({"status": "LOST"}, "“LOST” is no status"),
        ({"customer": ""}, "This field is required"),
        ({"status": "CLOSED"}, "Why do you close it?"),
        ({"tags": "x" * 41}, "at most 40 characters"),
        ({"why": "y" * 201}, "at most 200"),
    ],
)
def test_what_breaks_a_rule_comes_back_with_words_and_as_typed(desk, ticket, changes, words):
    typed = form_of(ticket, description="Long and typed by hand", priority=3, **changes)
    answer = desk.post(page_of(ticket), typed)
    assert answer.status_code == 200
    assert words in words_of(answer)
    assert "Long and typed by hand" in words_of(answer)
    assert kinds(ticket) == []
    assert now(ticket).priority == 2


def test_two_holders_are_refused(desk, ticket, alex, sarah, tech):
    answer = desk.post(page_of(ticket), form_of(ticket, holder_user=alex.pk))
    assert "not by both" in words_of(answer)
    assert now(ticket).holder == tech
    both = form_of_new(customer=sarah.pk, subject="Two")
    answer = desk.post(ADD, {**both, "holder_user": alex.pk, "holder_group": tech.pk})
    assert "not by both" in words_of(answer)
    assert not Ticket.objects.filter(subject="Two").exists()


def test_a_person_s_ticket_is_moved_with_a_reason_only(desk, sarah, alex, maria):
    ticket = TicketFactory(customer=sarah, holder=alex)
    answer = desk.post(page_of(ticket), form_of(ticket, holder_user=maria.pk))
    assert "Why do you take it from Alex Kim?" in words_of(answer)
    desk.post(page_of(ticket), form_of(ticket, holder_user=maria.pk, why="is away"))
    assert now(ticket).holder == maria


def test_who_left_is_given_nothing_but_may_go_on_holding(desk, sarah, alex, maria, lisa):
    ticket, other = (TicketFactory(customer=sarah, holder=who) for who in (alex, maria))
    alex.deactivate(by=lisa)
    answer = desk.post(page_of(other), form_of(other, holder_user=alex.pk, why="x"))
    assert "has left and cannot be given tickets" in words_of(answer)
    assert desk.post(page_of(ticket), form_of(ticket, priority=3)).status_code == 302
    assert now(ticket).priority == 3


def test_a_closed_ticket_is_only_reopened(desk, sarah, lisa):
    ticket = TicketFactory(customer=sarah, status="CLOSED")
    answer = desk.post(page_of(ticket), form_of(ticket, subject="Rewritten", why="x"))
    assert "is closed. Reopen it to change it" in words_of(answer)
    assert 'value="Rewritten"' in words_of(answer)
    reopened = form_of(ticket, subject="Rewritten", status="OPEN", why="came back")
    assert desk.post(page_of(ticket), reopened).status_code == 302
    assert (now(ticket).subject, now(ticket).status) == ("Rewritten", "OPEN")


def test_what_somebody_changed_meanwhile_is_not_undone_unseen(desk, ticket, maria, lisa):
    stale = form_of(ticket, subject="Mine")
    ticket.set_priority(3, by=lisa)
    answer = desk.post(page_of(ticket), stale)
    assert "Somebody changed this meanwhile" in words_of(answer)
    assert 'value="Mine"' in words_of(answer)
    assert now(ticket).priority == 3
    again = re.search(r'name="stamp" value="(\d+)"', words_of(answer))[1]
    assert desk.post(page_of(ticket), {**stale, "stamp": again}).status_code == 302
    assert (now(ticket).subject, now(ticket).priority) == ("Mine", 2)


def test_notes_are_written_edited_and_hidden_by_the_verbs(desk, ticket, maria, lisa):
    add = reverse("admin:tickets_note_add")
    desk.post(add, {"ticket": ticket.pk, "body": "Seen", "visibility": "TEAM"})
    note = Note.objects.get()
    address = reverse("admin:tickets_note_change", args=[note.pk])
    stamp = f"{note.edited_at} {note.visibility}"
    change = {"body": "Seen by all", "visibility": "ADMINS", "why": "a slip", "stamp": stamp}
    desk.post(address, change)
    note.refresh_from_db()
    assert (note.body, note.visibility, note.author) == ("Seen by all", "ADMINS", lisa)
    assert kinds(ticket) == ["noted", "note_edited", "note_hidden"]
    shown = desk.post(address, {"body": "Seen by all", "visibility": "TEAM"})
    assert "cannot be shown to agents afterwards" in words_of(shown)
    assert not Note.objects.visible_to(maria).exists()


def test_files_come_through_our_own_view(desk, ticket, lisa, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ticket.attach([Upload.stage(ContentFile(b"w", name="log.txt"), owner=lisa)], by=lisa)
    file = ticket.attachments.get()
    address = reverse("file", args=[ticket.pk, file.pk])
    for page in ("changelist", "change"):
        args = [file.pk] if page == "change" else []
        shown = words_of(desk.get(reverse(f"admin:tickets_attachment_{page}", args=args)))
        assert f'href="{address}"' in shown
        assert "/media/" not in shown
    assert f'href="{address}"' in words_of(desk.get(page_of(ticket)))


def test_the_history_is_the_trail(desk, ticket, lisa):
    ticket.set_priority(3, by=lisa, why="the boss called")
    history = desk.get(reverse("admin:tickets_ticket_history", args=[ticket.pk]), follow=True)
    assert "the boss called" in words_of(history)
    event = TicketEvent.objects.latest("pk")
    url = reverse("admin:tickets_ticketevent_change", args=[event.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"why": "never"}).status_code == 403


@pytest.mark.parametrize(
    "name",
    "ticket note thread message attachment tag ticketevent revision".split(),
)
def test_nothing_is_deleted_and_agents_see_none_of_it(desk, signed_in, alex, scene, name):
    pk = scene[name].pk
    assert desk.post(reverse(f"admin:tickets_{name}_delete", args=[pk])).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [pk]}
    desk.post(reverse(f"admin:tickets_{name}_changelist"), action)
    assert type(scene[name]).objects.filter(pk=pk).exists()
    assert desk.get(reverse(f"admin:tickets_{name}_change", args=[pk])).status_code == 200
    address = reverse(f"admin:tickets_{name}_changelist")
    assert signed_in(alex).get(address, follow=True).status_code == 403


@pytest.fixture
def scene(ticket, lisa, settings, tmp_path):
    """One of everything on a ticket."""
    settings.MEDIA_ROOT = tmp_path
    ticket.set_tags(["login"], by=lisa)
    note = ticket.add_note("First", by=lisa)
    note.edit("Second", by=lisa)
    message = ticket.post("Who knows?", by=lisa)
    ticket.attach([Upload.stage(ContentFile(b"w", name="log.txt"), owner=lisa)], by=lisa)
    return {
        "ticket": ticket,
        "note": note,
        "thread": message.thread,
        "message": message,
        "attachment": ticket.attachments.get(),
        "tag": ticket.tags.get(),
        "ticketevent": ticket.events.latest("pk"),
        "revision": note.revisions.get(),
    }
