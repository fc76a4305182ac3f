"""When somebody leaves: what they hold goes to others in one act, and no group is left alone."""

import pytest
from django.urls import reverse

from tests.factories import TicketFactory
from tickets.models import Ticket, TicketEvent


@pytest.fixture
def desk(signed_in, lisa):
    """Lisa's browser."""
    return signed_in(lisa)


@pytest.fixture
def held(alex, sarah):
    """What Alex holds: two tickets to work on, one resolved, one closed."""
    made = [TicketFactory(customer=sarah, holder=alex, subject=f"Case {n}") for n in range(2)]
    done = TicketFactory(customer=sarah, holder=alex, status="RESOLVED", subject="Fixed")
    closed = TicketFactory(customer=sarah, holder=alex, status="CLOSED", subject="Old")
    return [*made, done, closed]


def words_of(response):
    """The text of an answer."""
    return response.content.decode()


def holders(tickets):
    """Who holds these tickets now."""
    return [str(Ticket.objects.get(pk=ticket.pk).holder) for ticket in tickets]


def test_what_somebody_holds_is_shown_before_they_are_let_go(desk, alex, held):
    page = words_of(desk.get(reverse("deactivation", args=[alex.pk])))
    assert "Alex Kim holds 3 tickets" in page
    assert "Case 0" in page
    assert "Fixed" in page
    assert "Leave them with Alex Kim" in page


def test_a_leaver_s_tickets_go_in_one_batch_with_one_reason(desk, alex, lisa, held, billing):
    form = {"to": f"group:{billing.pk}", "why": "new job"}
    answer = desk.post(reverse("deactivation", args=[alex.pk]), form)
    alex.refresh_from_db()
    assert not alex.is_active
    assert holders(held) == ["Billing"] * 3 + ["Alex Kim"], "what is closed stays as it is"
    events = TicketEvent.objects.filter(kind="assigned", why="new job")
    assert set(events.values_list("ticket", flat=True)) == {ticket.pk for ticket in held[:3]}
    assert len({event.batch for event in events}) == 1
    assert {event.by for event in events} == {lisa}
    result = words_of(desk.get(answer.url))
    assert "handed over 3 tickets of Alex Kim" in result
    assert "Case 1" in result
    assert "new job" in result


@pytest.mark.parametrize(("to", "holder"), [("nobody", "None"), ("maria", "Maria Lopez")])
def test_a_handover_alone_leaves_the_person_at_work(desk, alex, maria, held, to, holder):
    form = {"to": f"user:{maria.pk}" if to == "maria" else to, "why": "is away"}
    answer = desk.post(reverse("handover", args=[alex.pk]), form)
    assert answer.status_code == 303
    alex.refresh_from_db()
    assert alex.is_active
    assert holders(held[:3]) == [holder] * 3


def test_tickets_may_stay_in_the_name_of_who_leaves(desk, alex, held):
    answer = desk.post(reverse("deactivation", args=[alex.pk]), {"to": "keep"})
    assert answer.url == reverse("person", args=[alex.pk])
    assert "3 tickets are still in the name" in words_of(desk.get(answer.url))
    assert holders(held) == ["Alex Kim"] * 4
    later = desk.post(reverse("handover", args=[alex.pk]), {"to": "nobody", "why": "left"})
    assert later.status_code == 303
    assert holders(held[:3]) == ["None"] * 3


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"why": "away"}, "Choose who gets the tickets"),
        ({"to": "nobody"}, "Why do you take them from Alex Kim?"),
        ({"to": "user:999999", "why": "away"}, "no such person"),
        ({"to": "keep", "why": "away"}, "no such person"),
        ({"to": "nobody", "why": "x" * 201}, "at most 200"),
    ],
)
def test_a_handover_that_will_not_do_changes_nothing(desk, alex, held, form, words):
    answer = desk.post(reverse("handover", args=[alex.pk]), form)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert holders(held) == ["Alex Kim"] * 4


def test_nothing_goes_to_who_has_it_or_has_left(desk, alex, maria, lisa, held):
    maria.deactivate(by=lisa)
    for person, words in ((alex, "already holds them"), (maria, "has left")):
        form = {"to": f"user:{person.pk}", "why": "away"}
        assert words in words_of(desk.post(reverse("handover", args=[alex.pk]), form))


def test_the_last_admin_keeps_role_and_tickets(desk, lisa, sarah, maria):
    ticket = TicketFactory(customer=sarah, holder=lisa)
    form = {"to": f"user:{maria.pk}", "why": "off"}
    answer = desk.post(reverse("deactivation", args=[lisa.pk]), form)
    assert answer.status_code == 422
    assert holders([ticket]) == ["Lisa Brandt"]


def test_a_ticket_of_a_handover_can_be_undone_from_its_list(desk, alex, held):
    form = {"to": "nobody", "why": "away"}
    result = desk.post(reverse("handover", args=[alex.pk]), form).url
    event = TicketEvent.objects.get(ticket=held[0], kind="released")
    assert reverse("undo", args=[event.pk]) in words_of(desk.get(result))
    assert desk.post(reverse("undo", args=[event.pk]), {"next": result}).url == result
    assert holders(held[:2]) == ["Alex Kim", "None"]
    shown = words_of(desk.get(result))
    assert reverse("undo", args=[event.pk]) not in shown
    assert "undone" in shown


def test_many_tickets_go_in_parts(desk, alex, held, monkeypatch):
    monkeypatch.setattr("tickets.handover.forms.AT_ONCE", 2)
    form = {"to": "nobody", "why": "away"}
    answer = desk.post(reverse("handover", args=[alex.pk]), form, follow=True)
    assert "still holds 1 ticket" in words_of(answer)


def test_who_holds_nothing_has_nothing_to_hand_over(desk, maria):
    answer = desk.get(reverse("handover", args=[maria.pk]), follow=True)
    assert "Maria Lopez holds no tickets" in words_of(answer)


def test_a_group_with_tickets_is_not_emptied_without_asking(desk, alex, tech, sarah):
    TicketFactory(customer=sarah, holder=tech)
    address = reverse("group", args=[tech.pk])
    answer = desk.post(address, {"name": "Tech", "why": "typed"})
    assert answer.status_code == 422
    assert "only admins will see its 1 ticket" in words_of(answer)
    assert 'value="typed"' in words_of(answer)
    assert list(tech.members.all()) == [alex]
    assert desk.post(address, {"name": "Tech", "sure": "on"}).status_code == 303
    assert not tech.members.exists()


def test_so_it_is_on_the_page_of_the_last_member(desk, alex, maria, tech, sarah, lisa):
    TicketFactory(customer=sarah, holder=tech)
    assert "only admins will see" in words_of(desk.get(reverse("deactivation", args=[alex.pk])))
    address = reverse("memberships", args=[alex.pk])
    assert desk.post(address, {}).status_code == 422
    maria.join(tech, by=lisa)
    assert desk.post(address, {}).status_code == 303


def test_a_group_without_tickets_or_agents_may_be_emptied(desk, tech, alex, billing, lisa):
    assert desk.post(reverse("group", args=[tech.pk]), {"name": "Tech"}).status_code == 303
    lisa.join(billing, by=lisa)
    assert desk.post(reverse("group", args=[billing.pk]), {"name": "Bills"}).status_code == 303
