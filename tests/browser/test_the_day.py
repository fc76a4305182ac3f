"""The story's Monday, from nine to eleven, by three people at three screens (story, last chapter).

Once as everybody lives it, and once with JavaScript switched off: the same forms, the same day.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.day import (
    CONFIRMED,
    LOCKED,
    MAIL,
    MARKER,
    SUBJECT,
    THANKS,
    Desk,
    assert_the_day_is_on_record,
    picture,
)
from tickets.models import Ticket

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "by forms alone"])
def desks(request, page_of, maria, alex, lisa, priya, sarah):
    """Maria, Alex, Priya of Billing and Lisa, each in a browser of their own."""
    options = {"java_script_enabled": request.param}
    people = {"maria": maria, "alex": alex, "priya": priya, "lisa": lisa}
    return {name: Desk(page_of(user, **options)) for name, user in people.items()}


def test_the_day_from_nine_to_eleven(desks, request, alex, lisa, sarah):
    maria_sits, alex_sits, lisa_sits = desks["maria"], desks["alex"], desks["lisa"]

    ticket = quarter_past_nine_maria_notes_sarahs_trouble(maria_sits, sarah)
    assert [desk.look("is:unassigned") for desk in desks.values()] == [[SUBJECT]] * 4

    half_past_nine_alex_takes_it(alex_sits, ticket)
    maria_sits.is_blind_to(ticket)
    desks["priya"].is_blind_to(ticket)
    lisa_sits.sees(ticket, "Alex Kim", "In progress")
    assert maria_sits.look("is:unassigned") == []

    quarter_to_ten_alex_notes_what_he_found(alex_sits, ticket)
    alex_sits.never_reads(ticket, MARKER)
    lisa_sits.sees(ticket, LOCKED, MARKER, "Admins only")

    ten_alex_writes_to_sarah(alex_sits, ticket)
    lisa_sits.sees(ticket, "I found your account was locked", "sign-in.png")
    lisa_fetches_both_files(lisa_sits, ticket, lisa)

    half_past_ten_sarah_answers(alex_sits, ticket)
    lisa_sits.sees(ticket, THANKS, "recorded by Alex Kim")

    alex_resolves_it(alex_sits, ticket)
    assert lisa_sits.look("status:resolved") == [SUBJECT]

    eleven_lisa_closes_it(lisa_sits, ticket)
    alex_sits.sees(ticket, "It is read-only until somebody reopens it")
    expect(alex_sits.page.locator("#id_body")).to_have_count(0)
    for blind in (maria_sits, desks["priya"]):
        blind.is_blind_to(ticket)
    assert_the_day_is_on_record(ticket, alex, lisa)


def quarter_past_nine_maria_notes_sarahs_trouble(desk, sarah):
    """Maria finds Sarah and writes down what is wrong."""
    page = desk.page
    page.goto("/tickets/new/")
    page.locator("#id_who").fill("sarah acme")
    scriptless = page.get_by_role("button", name="Find", exact=True)
    if scriptless.is_visible():
        scriptless.click()
        page.get_by_role("radio", name=re.compile("Sarah Chen")).check()
    else:
        page.get_by_role("option", name=re.compile("Sarah Chen")).click()
        expect(page.get_by_role("group", name="Customer")).to_contain_text("Sarah Chen")
    page.get_by_label("Subject").fill(SUBJECT)
    page.get_by_label("Description").fill("Customer unable to log in")
    page.get_by_role("radio", name="High").check()
    page.get_by_role("radio", name="Email", exact=True).check()
    page.get_by_role("button", name="Create ticket").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    ticket = Ticket.objects.get()
    assert (ticket.customer, ticket.status, ticket.get_priority_display()) == (
        sarah,
        "OPEN",
        "High",
    )
    expect(page.locator("main")).to_contain_text("Customer unable to log in")
    return ticket


def half_past_nine_alex_takes_it(desk, ticket):
    """Alex sees the high-priority ticket, takes it from the list and starts."""
    desk.look("is:unassigned priority:high")
    desk.page.get_by_role("button", name=f"Take #{ticket.pk}").click()
    expect(desk.page.locator(".toast").last).to_contain_text(f"#{ticket.pk}")
    assert desk.look("holder:me") == [SUBJECT]
    desk.page.get_by_role("link", name=SUBJECT).click()
    desk.set_status("In progress")


def quarter_to_ten_alex_notes_what_he_found(desk, ticket):
    """A note for the team with a report in it, and one for admins only."""
    desk.write("Team note", LOCKED, "Add team note", picture("pdf"))
    expect(desk.page.locator(".note")).to_contain_text(LOCKED)
    expect(desk.page.locator(".note")).to_contain_text("sign-in.pdf")
    desk.write("Admins only", MARKER, "Add for admins only")
    expect(desk.page.locator(".toast").last).to_contain_text("You can no longer see it")
    expect(desk.page.locator(".note")).to_have_count(1)


def ten_alex_writes_to_sarah(desk, ticket):
    """A mail to Sarah's address, with a picture."""
    desk.open(ticket)
    expect(desk.page.locator("#id_to")).to_have_value(re.compile("sarah.chen@acme.example"))
    desk.write("Reply", MAIL, re.compile("^Send (email|to sarah)"), picture("png"))
    mail = desk.page.locator(".message--agent")
    expect(mail).to_contain_text("I found your account was locked")
    expect(mail).to_contain_text(re.compile("Goes out in|Queued"))
    message = ticket.threads.get().messages.get()
    assert [r.address for r in message.recipients.all()] == ["sarah.chen@acme.example"]


def lisa_fetches_both_files(desk, ticket, lisa):
    """What comes back is what was sent, and that she fetched it is on record."""
    assert desk.fetches("sign-in.png") == picture("png")["buffer"]
    assert desk.fetches("sign-in.pdf") == picture("pdf")["buffer"]
    fetched = ticket.events.filter(kind="downloaded").values_list("by", "attachment__name")
    assert list(fetched) == [(lisa.pk, "sign-in.png"), (lisa.pk, "sign-in.pdf")]


def half_past_ten_sarah_answers(desk, ticket):
    """Sarah calls back; Alex writes down what she says."""
    desk.write("Call", THANKS, "Record call")
    expect(desk.page.locator(".message--customer")).to_contain_text(THANKS)


def alex_resolves_it(desk, ticket):
    """The last note, and RESOLVED by hand."""
    desk.write("Team note", CONFIRMED, "Add team note")
    expect(desk.page.locator(".note").last).to_contain_text(CONFIRMED)
    desk.set_status("Resolved")


def eleven_lisa_closes_it(desk, ticket):
    """Lisa reviews what is resolved and archives this one; no reason is asked."""
    desk.look("status:resolved")
    desk.page.get_by_role("link", name=SUBJECT).click()
    desk.page.locator("#status-menu").click()
    desk.page.locator(".menu[open]").get_by_role("button", name="Closed").click()
    expect(desk.page.get_by_text("Closed by Lisa Brandt")).to_be_visible()
