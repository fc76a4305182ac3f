"""Every version of a text is kept, and the event that replaced it points to it."""

import pytest

from core.refusals import AppendOnly, NotAllowed, Refusal, Unseen
from tests.snapshot import nothing_written
from tickets.models import Revision
from tickets.models.refusals import Conflict

pytestmark = pytest.mark.django_db


def test_two_texts_that_change_at_once_keep_both_versions(ticket, maria):
    event = ticket.edit(subject="Other", description="New words", by=maria, why="clearer")
    kept = {name: Revision.objects.get(pk=c["revision"]) for name, c in event.changes.items()}
    assert {name: revision.text for name, revision in kept.items()} == {
        "subject": "Cannot access dashboard", "description": "",
    }  # fmt: skip
    assert event.revision in kept.values()
    assert {revision.by for revision in kept.values()} == {maria}
    assert "New words" in ticket.html


def test_a_note_is_edited_by_its_author_and_admins_only(ticket, maria, alex, lisa):
    note = ticket.add_note("First", by=maria)
    with nothing_written(), pytest.raises(NotAllowed):
        note.edit("Mine", by=alex)
    first = note.edit("Second", by=maria)
    second = note.edit("Third", by=lisa, why="spelling")
    assert [r.text for r in note.revisions.all()] == ["First", "Second"]
    assert (first.revision.text, second.revision.text) == ("First", "Second")
    assert (second.by, second.why, second.note) == (lisa, "spelling", note)
    note.refresh_from_db()
    assert (note.body, note.author, note.html) == ("Third", maria, "<p>Third</p>\n")
    with nothing_written():
        assert note.edit("Third\r\n", by=maria) is None


@pytest.mark.parametrize("body", ["", " \n", "x" * 100_001])
def test_a_note_that_will_not_do_is_refused(ticket, maria, body):
    note = ticket.add_note("First", by=maria)
    with nothing_written(), pytest.raises(Refusal) as refusal:
        note.edit(body, by=maria)
    assert refusal.value.field == "body"


def test_a_note_that_was_edited_meanwhile_is_told(ticket, maria, lisa):
    note = ticket.add_note("First", by=maria)
    note.edit("Lisa's", by=lisa)
    with nothing_written(), pytest.raises(Conflict) as conflict:
        note.edit("Maria's", by=maria, seen="First")
    assert (conflict.value.theirs, conflict.value.yours) == ("Lisa's", "Maria's")


def test_a_hidden_note_takes_its_history_along(ticket, maria, alex, lisa):
    note = ticket.add_note("The password is hunter2", by=maria)
    note.edit("The password is ...", by=maria)
    with nothing_written(), pytest.raises(NotAllowed):
        note.hide(by=alex)
    event = note.hide(by=lisa, why="a slip")
    assert (event.kind, event.why) == ("note_hidden", "a slip")
    for person in (maria, alex):
        assert not ticket.notes.visible_to(person).exists()
        assert not Revision.objects.visible_to(person).exists()
        assert list(ticket.events.visible_to(person)) == [ticket.events.first()]
        with nothing_written(), pytest.raises(Unseen):
            note.edit("Mine", by=person)
    with nothing_written():
        assert note.hide(by=lisa) is None


def test_versions_are_never_rewritten(ticket, maria):
    ticket.edit(subject="Other", by=maria)
    revision = Revision.objects.get()
    for attempt in (
        revision.save,
        revision.delete,
        Revision.objects.all().delete,
        lambda: Revision.objects.update(text=""),
        lambda: Revision.objects.bulk_update([revision], ["text"]),
    ):
        with nothing_written(), pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize("names", [["#"], [":", " ,"], ["", " "], ["\x00"], ['"']])
def test_a_tag_of_nothing_is_none(ticket, maria, names):
    with nothing_written():
        assert ticket.set_tags(names, by=maria) is None


def test_a_tag_is_one_word_whatever_its_case(ticket, maria):
    ticket.set_tags(["Log in, NOW", "#VPN", "vpn", "a:b"], by=maria)
    assert sorted(str(tag) for tag in ticket.tags.all()) == ["a-b", "log-in-now", "vpn"]
