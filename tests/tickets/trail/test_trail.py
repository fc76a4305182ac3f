"""The trail of everything: for admins, in words, filtered, a page at a time, and as CSV."""

import ast
import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AccountEvent, User
from accounts.models.groups import create_group, rename_group
from core import clock
from core.provenance import coming_via
from customers.models import CustomerEvent
from tests.factories import TicketFactory
from tickets.models import TicketEvent
from tickets.trail.export import cell
from tickets.trail.page import Trail
from tickets.trail.sources import kinds

URL, EXPORT = "/trail/", "/trail/export/"
APPS = ("accounts", "customers", "tickets")


@pytest.fixture
def past(ticket, alex, lisa, maria, tech, sarah):
    """A little of everything on the trail."""
    ticket.take(by=alex)
    ticket.set_priority(3, by=alex, why="she waits")
    ticket.edit(by=alex, subject="Cannot open it", description="Locked.")
    sarah.edit(by=maria, job_title="Finance lead")
    maria.join(tech, by=lisa, why="more hands")
    rename_group(create_group("Sales", by=lisa), "Selling", by=lisa)
    User.objects.record_failed_sign_in("mallory@evil.example")
    return ticket


def said(trail):
    """The lines of a trail as plain text."""
    return [f"{e.event.by or 'Somebody'} {e.plain}" for e in trail.entries]


def test_everything_in_words_newest_first(past, lisa):
    lines = said(Trail(lisa))
    assert lines[:8] == [
        "Somebody tried to sign in as mallory@evil.example",
        "Lisa Brandt renamed the group Sales to Selling",
        "Lisa Brandt made the group Sales",
        "Lisa Brandt made Maria Lopez a member of Technical Support",
        "Maria Lopez set the job title to Finance lead",
        "Alex Kim changed the subject and the description",
        "Alex Kim set priority High, was Medium",
        "Alex Kim took it",
    ]
    moments = [entry.event.at for entry in Trail(lisa).entries]
    assert moments == sorted(moments, reverse=True)


def test_only_admins(past, alex, lisa, signed_in):
    refused = signed_in(alex).get(URL)
    assert refused.status_code == 403
    assert "Only admins see the trail." in refused.content.decode()
    assert signed_in(alex).post(EXPORT).status_code == 403
    assert not AccountEvent.objects.filter(kind="exported").exists()
    html = signed_in(lisa).get(URL).content.decode()
    assert f'href="/tickets/{past.pk}/#e-' in html
    assert "she waits" in html


def test_account_events_are_for_admins_alone(past, alex, lisa):
    assert AccountEvent.objects.visible_to(lisa).exists()
    assert not AccountEvent.objects.visible_to(alex).exists()
    assert CustomerEvent.objects.visible_to(alex).exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "ticket.priority_changed"}, ["set priority High, was Medium"]),
        ({"kind": "customer.edited"}, ["set the job title to Finance lead"]),
        ({"kind": "account.joined"}, ["made Maria Lopez a member of Technical Support"]),
    ],
)
def test_by_kind(past, lisa, asked, found):
    assert [entry.plain for entry in Trail(lisa, **asked).entries][:1] == found


def test_by_person_what_they_did_and_what_was_done_to_them(past, lisa, maria):
    lines = said(Trail(lisa, person=maria))
    assert "Lisa Brandt made Maria Lopez a member of Technical Support" in lines
    assert "Maria Lopez set the job title to Finance lead" in lines
    assert not [line for line in lines if "Alex" in line]


def test_each_line_says_who_and_through_what(past, sarah, lisa, signed_in):
    thread = past.write_mail("Locked?", by=lisa, to=[sarah.primary_address]).thread
    past.receive_mail("It works.", by=None, sender=sarah, thread=thread)
    page = signed_in(lisa).get("/trail/").content.decode()
    assert '<span class="muted">Sarah Chen</span>' in page
    assert '<span class="trail__provenance">by a command</span>' in page


def test_what_an_email_did_is_not_said_to_be_by_email_twice(past, sarah, lisa):
    thread = past.write_mail("Locked?", by=lisa, to=[sarah.primary_address]).thread
    with coming_via("mail"):
        past.receive_mail("It works.", by=None, sender=sarah, thread=thread)
        past.set_priority(1, by=lisa)
    through = [entry.provenance for entry in Trail(lisa).entries]
    assert through[:2] == ["by email", ""]


def test_by_ticket(past, lisa, signed_in):
    TicketFactory()
    response = signed_in(lisa).get(URL, {"ticket": f"#{past.pk}"})
    entries = response.context["trail"].entries
    assert {entry.event.ticket_id for entry in entries} == {past.pk}
    assert len(entries) == past.events.count()


def test_by_days_in_the_reader_s_zone(ticket, lisa, signed_in):
    lisa.edit_profile(by=lisa, time_zone="America/New_York")
    with clock.at(datetime(2026, 3, 10, 3, 30, tzinfo=UTC)):
        ticket.set_priority(1, by=lisa)
    client = signed_in(lisa)

    def found(**days):
        entries = client.get(URL, days).context["trail"].entries
        return "priority_changed" in {entry.event.kind for entry in entries}

    assert found(since="2026-03-09", until="2026-03-09")
    assert not found(since="2026-03-10")
    assert not found(until="2026-03-08")


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "person=x", "ticket=abc", "since=2026-13-01", "ticket=9" + "9" * 30]
)
def test_a_wrong_filter_is_said_in_words(lisa, signed_in, query):
    client = signed_in(lisa)
    assert client.get(f"{URL}?{query}").status_code == 422
    key, _eq, value = query.partition("=")
    assert client.post(EXPORT, {key: value}).status_code == 422
    assert not AccountEvent.objects.filter(kind="exported").exists()


@pytest.mark.parametrize("after", ["x", "1~2", "9" * 40 + "~0~1", "1~1~²", "5~99~3"])
def test_a_place_that_cannot_be_is_the_first_page_or_a_page(past, lisa, signed_in, after):
    assert signed_in(lisa).get(URL, {"after": after}).status_code == 200


def test_pages_show_every_event_once(sarah, maria, lisa, signed_in):
    moment = timezone.now() - timedelta(days=1)
    for number in range(45):
        with clock.at(moment + timedelta(seconds=number // 9)):  # many of the very same moment
            sarah.edit(by=maria, job_title=f"Job {number}")
            maria.edit_profile(by=maria, name=f"Maria {number}")
            TicketFactory(customer=sarah, by=maria)
    client, query, found, pages = signed_in(lisa), "", [], 0
    client.get(URL)
    while pages < 10:
        pages += 1
        response = client.get(f"{URL}?{query}")
        entries = response.context["trail"].entries
        found += [(entry.source.name, entry.event.pk) for entry in entries]
        query = response.context["older"]
        if not query:
            break
    made = sum(model.objects.count() for model in (AccountEvent, CustomerEvent, TicketEvent))
    assert len(found) == len(set(found)) == made
    assert pages == -(-made // 50)


def test_statements_do_not_grow(past, lisa, sarah, maria, signed_in):
    client = signed_in(lisa)
    client.get(URL)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
        for number in range(10):
            TicketFactory(customer=sarah, by=maria).set_tags([f"t{number}"], by=maria)
            sarah.edit(by=maria, job_title=f"Job {number}")
    assert counts[0] == counts[1] <= 8


def exported(client, **asked):
    """The rows of an export, the head first."""
    response = client.post(EXPORT, asked)
    assert response["Content-Disposition"].startswith('attachment; filename="trail-')
    assert response["Cache-Control"] == "private, no-store"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_export_has_what_the_filter_keeps_and_is_on_the_trail(past, alex, lisa, signed_in):
    head, *rows = exported(signed_in(lisa), person=alex.pk, kind="ticket.priority_changed")
    assert head[:3] == ["When", "Who", "Email"]
    assert [row[1:8] for row in rows] == [
        [
            "Alex Kim", "alex@helpdesk.example", "ticket.priority_changed",
            "set priority High, was Medium", f"#{past.pk} Cannot open it", "she waits", "command",
        ]
    ]  # fmt: skip
    event = AccountEvent.objects.get(kind="exported")
    assert (event.by, event.user) == (lisa, lisa)
    assert event.changes["trail"]["new"] == "Person: Alex Kim; What: Set the priority"
    assert said(Trail(lisa))[0] == (
        "Lisa Brandt exported the trail: Person: Alex Kim; What: Set the priority"
    )


def test_the_export_has_every_page(past, lisa, maria, sarah, signed_in):
    for number in range(70):
        sarah.edit(by=maria, job_title=f"Job {number}")
    rows = exported(signed_in(lisa))
    made = sum(model.objects.count() for model in (AccountEvent, CustomerEvent, TicketEvent))
    assert len(rows) == made + 1
    entries = list(Trail(lisa).all(chunk=7))
    assert len({(e.source.name, e.event.pk) for e in entries}) == len(entries) == made


def test_nothing_in_the_export_is_a_formula(ticket, maria, lisa, signed_in):
    ticket.set_priority(3, by=maria, why='=HYPERLINK("http://evil.example")')
    ticket.edit(by=maria, subject="+1 for this")
    rows = exported(signed_in(lisa))
    cells = [value for row in rows for value in row]
    assert [value for value in cells if value[:1] in "=+-@\t\r" and value] == []
    assert '\'=HYPERLINK("http://evil.example")' in cells


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])  # noqa: RUF001
def test_a_formula_is_made_text(text):
    assert cell(text) == f"'{text}"
    assert cell(f"x{text}") == f"x{text}"


def recorded_kinds():
    """Yield every kind that our code names where it records."""
    root = Path(__file__).resolve().parents[3]
    for path in (path for app in APPS for path in (root / app).rglob("*.py")):
        calls = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call))
        for call in calls:
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in ("record", "_record", "_put_on_record"):
                yield from words_in(*call.args[:1])
            if name in ("change", "create"):
                yield from words_in(*(k.value for k in call.keywords if k.arg == "kind"))


def words_in(*nodes):
    """Yield the strings that expressions can be."""
    for node in (part for whole in nodes for part in ast.walk(whole)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_kind_that_is_recorded_has_words():
    known = {kind.partition(".")[2] for _group, named in kinds() for kind, _words in named}
    assert set(recorded_kinds()) - known == set()


def test_hidden_from_the_rail_of_agents(alex, lisa, signed_in):
    assert "/trail/" not in signed_in(alex).get("/overview/").content.decode()
    assert 'href="/trail/"' in signed_in(lisa).get("/overview/").content.decode()
