"""An admin at work in a browser: somebody comes, somebody leaves, a slip is put right."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import AccountEvent, User
from tests.factories import TicketFactory
from tickets.models import Ticket, TicketEvent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def held(transactional_db, alex, sarah):
    """What Alex holds on his last day."""
    return [TicketFactory(customer=sarah, holder=alex, subject=f"Case {n}") for n in range(3)]


def press(page, name):
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


def reads(page, words):
    """Assert that the page says this."""
    expect(page.locator("main")).to_contain_text(words)


def invite(page, name, email):
    """Invite somebody; return the link that the page shows."""
    page.goto("/people/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Why").fill("starts today")
    press(page, "Send the invitation")
    return page.locator("code").inner_text()


def test_somebody_comes(page_of, live_server, settings, lisa, tech, assert_sound):
    settings.PUBLIC_URL = live_server.url
    page, sams = page_of(lisa), page_of()
    sams.goto(invite(page, "Sam Okafor", "sam@helpdesk.example"))
    for field in sams.locator("input[type=password]").all():
        field.fill("a word that nobody knows")
    press(sams, "Save and sign in")
    expect(sams.locator(".rail__name")).to_contain_text("Sam Okafor")
    page.get_by_role("link", name="Change groups").click()
    page.get_by_label("Technical Support").check()
    press(page, "Save")
    reads(page, "Technical Support")
    assert_sound(page)
    sam = User.objects.get(email="sam@helpdesk.example")
    assert list(sam.groups.all()) == [tech]
    kinds = AccountEvent.objects.filter(user=sam, by=lisa).order_by("id")
    assert list(kinds.values_list("kind", flat=True)) == ["invited", "joined"]


def test_a_group_is_made_and_not_emptied_unasked(page_of, lisa, alex, sarah, assert_sound):
    page = page_of(lisa)
    page.goto(reverse("groups"))
    page.get_by_role("link", name="New group").click()
    page.get_by_label("Name").fill("Field Service")
    page.get_by_label("Alex Kim").check()
    press(page, "Create group")
    expect(page.get_by_role("heading", level=1)).to_have_text("Field Service")
    team = alex.groups.get(name="Field Service")
    TicketFactory(customer=sarah, holder=team)
    page.get_by_label("Alex Kim").uncheck()
    press(page, "Save")
    reads(page, "only admins will see its 1 ticket")
    assert team.members.count() == 1
    page.get_by_label("Yes, let only admins see them").check()
    press(page, "Save")
    expect(page.locator(".notice--warn")).to_have_count(0)
    assert team.members.count() == 0
    assert_sound(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_somebody_leaves(page_of, lisa, alex, billing, held, assert_sound, width):
    page, his = page_of(lisa, width=width), page_of(alex)
    his.goto(f"/tickets/{held[0].pk}/")
    # What the page asks for after itself must not be answered by the sign-in, amid the reload.
    his.wait_for_load_state("networkidle")
    page.goto(reverse("person", args=[alex.pk]))
    page.get_by_role("link", name="Deactivate").click()
    reads(page, "Alex Kim holds 3 tickets")
    press(page, "Deactivate")
    reads(page, "Choose who gets the tickets")
    page.get_by_label("Hand them over to").select_option(label="Billing")
    page.get_by_label("Why").fill("moved to Leeds")
    press(page, "Deactivate")
    reads(page, "handed over 3 tickets of Alex Kim to Billing")
    assert_sound(page)
    his.reload()
    expect(his).to_have_url(re.compile("/login/"))
    assert {ticket.holder for ticket in Ticket.objects.all()} == {billing}
    events = TicketEvent.objects.filter(kind="assigned", by=lisa, why="moved to Leeds")
    assert (len(events), len({event.batch for event in events})) == (3, 1)
    page.goto(reverse("trail"))
    reads(page, "moved to Leeds")


def test_slips_are_put_right(page_of, lisa, alex, maria, held):
    first, second = held[:2]
    note = first.add_note("Their password is tea4two", by=alex)
    page, hers = page_of(lisa), page_of(maria)
    page.goto(reverse("handover", args=[alex.pk]))
    page.get_by_label("Hand them over to").select_option(label="Maria Lopez")
    page.get_by_label("Why").fill("off sick")
    press(page, "Hand over")
    press(page, f"Undo for #{second.pk}")
    expect(page.get_by_role("button", name=f"Undo for #{second.pk}")).to_have_count(0)
    second.refresh_from_db()
    assert second.holder == alex
    page.goto(f"/tickets/{first.pk}/")
    press(page, "Make it admins only")
    expect(page.get_by_role("button", name="Make it admins only")).to_have_count(0)
    hers.goto(f"/tickets/{first.pk}/")
    reads(hers, "Case 0")
    expect(hers.locator("main")).not_to_contain_text("tea4two")
    note.refresh_from_db()
    assert note.is_for_admins
    kinds = TicketEvent.objects.filter(by=lisa).values_list("kind", flat=True)
    assert {"assigned", "undone", "note_hidden"} <= set(kinds)


def test_the_administration_does_it_by_the_same_verbs(page_of, lisa, alex, maria, held):
    page, ticket = page_of(lisa), held[0]
    page.goto(reverse("admin:tickets_ticket_change", args=[ticket.pk]))
    page.locator("#id_subject").fill("Case nought")
    page.locator("#id_holder_user + .select2").click()
    page.locator(".select2-search__field").fill("maria")
    page.locator(".select2-results__option", has_text="Maria Lopez").click()
    press(page, "Save")
    expect(page.locator(".errorlist")).to_contain_text("Why do you take it from Alex Kim?")
    expect(page.locator("#id_subject")).to_have_value("Case nought")
    page.locator("#id_why").fill("knows it better")
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("Case nought")
    page.goto(reverse("admin:tickets_ticket_history", args=[ticket.pk]))
    expect(page.locator("#result_list")).to_contain_text("knows it better")
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.holder) == ("Case nought", maria)
    doors = TicketEvent.objects.filter(why="knows it better").values_list("kind", "via")
    assert set(doors) == {("edited", "admin"), ("assigned", "admin")}
