"""Lists are read from an index wherever they begin, and what is open never from the archive."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.paging import Place
from tests.factories import TicketFactory
from tickets.models import Ticket
from tickets.search import parse, similar
from tickets.search.built_in_views import built_in_views
from tickets.trail.page import Trail

pytestmark = pytest.mark.django_db
PLACES = {
    "number": 5,
    "updated": None,
    "created": None,
    "priority": 2,
    "status": "OPEN",
}


def plan(queryset):
    """Return how the database would read a queryset, as text, if it had reason to use an index."""
    return explained(*queryset.query.sql_with_params())


def explained(sql, params=None):
    """Return how the database would read a statement, however few rows there are."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {sql}", params)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.fixture
def queue(alex, tech):
    """What Alex sees of an archive with a few open tickets, its size known to the planner.

    A third each is held by him, by his group and by nobody, so that no holder is rare.
    """
    first, now = TicketFactory(), clock.now()
    closed = {"status": "CLOSED", "closed_at": now}
    Ticket.objects.bulk_create(
        Ticket(
            subject="x",
            customer_id=first.customer_id,
            created_by_id=first.created_by_id,
            priority=1 + number % 3,
            created_at=now - timedelta(minutes=number),
            last_activity_at=now - timedelta(minutes=number),
            holder_user=alex if number % 3 == 1 else None,
            holder_group=tech if number % 3 == 2 else None,
            **({} if number % 40 == 0 else closed),
        )
        for number in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Ticket.objects.visible_to(alex)


@pytest.mark.parametrize("by", PLACES)
@pytest.mark.parametrize("way", ["asc", "desc"])
@pytest.mark.parametrize("line", ["", "is:open"])
def test_each_sorting_has_its_index(queue, alex, by, way, line):
    line = parse(f"{line} sort:{by}-{way}")
    tickets = line.apply(queue, alex)
    place = Place(PLACES[by] or clock.now(), 5)
    for rows in (tickets, line.sorting.beyond(tickets, place)):
        read = plan(line.sorting.order(rows)[:51])
        if connection.vendor == "sqlite":
            assert "TEMP B-TREE" not in read
        assert "ticket_" in read or "PRIMARY KEY" in read or "SCAN tickets_ticket" in read


def test_built_in_views_are_read_from_what_is_open(queue, alex, tech):
    assert len(built_in_views(alex)) == 5
    for view in built_in_views(alex):
        rows = view.line.sorting.order(view.line.apply(queue, alex))[:51]
        read = plan(rows)
        assert "ticket_open_" in read or "ticket_unassigned" in read, (view.key, read)


def test_what_customers_wrote_after_closing_has_its_index(queue, alex):
    line = parse("is:wrote-after-closing")
    rows = line.sorting.order(line.apply(queue, alex))[:51]
    assert "ticket_written_after_closing" in plan(rows)


def test_similar_subjects_are_looked_for_among_what_moved_last(queue, alex, monkeypatch):
    monkeypatch.setattr(similar, "RECENT", 20)
    read = plan(similar.recently_moved(alex).values_list("pk", "subject", "status"))
    assert "ticket_by_last_activity" in read, read
    assert "SCAN tickets_ticket" not in read, read
    assert "Seq Scan" not in read, read


def test_what_stands_where_is_read_from_what_is_open(queue, alex):
    for status in ("open", "pending", "in-progress"):
        line = parse(f"status:{status}")
        assert "ticket_open_" in plan(line.sorting.order(line.apply(queue, alex))[:51])
    line = parse("status:open status:resolved")
    assert "ticket_open_" not in plan(line.sorting.order(line.apply(queue, alex))[:51])


def test_who_waits_longest_is_found_first(lisa, queue):
    tickets = Ticket.objects.visible_to(lisa).filter(parse("is:waiting").condition(lisa))
    assert "ticket_waiting" in plan(tickets.order_by("waiting_since", "id")[:10])


@pytest.mark.parametrize("filters", [{"kind": "ticket.undone"}, {"kind": "", "person": "alex"}])
def test_the_trail_reads_no_more_than_what_it_shows(queue, lisa, request, filters):
    """Whatever it is filtered by: what happens seldom is not looked for in all that ever did."""
    person = request.getfixturevalue(filters["person"]) if "person" in filters else None
    with CaptureQueriesContext(connection) as captured:
        assert Trail(lisa, kind=filters["kind"], person=person).entries is not None
    read = next(q["sql"] for q in captured.captured_queries if "tickets_ticketevent" in q["sql"])
    found = explained(read)
    assert ("ticket_event_of_person" if person else "ticket_event_of_kind") in found
    assert "B-TREE" not in found
