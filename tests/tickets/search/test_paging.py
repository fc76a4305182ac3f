"""Pages begin behind a row: together they are the whole list, whatever it is sorted by."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from core.paging import Place, page_of
from tests.factories import CustomerFactory, UserFactory
from tickets.models import Ticket
from tickets.search import Sorting

pytestmark = pytest.mark.django_db
SORTINGS = [
    f"{by}-{way}"
    for by in ("number", "updated", "created", "priority", "status")
    for way in ("asc", "desc")
]


@pytest.fixture
def tickets():
    """Tickets with many equal values: ties are what pages break at."""
    dice = random.Random(7)
    customer, author = CustomerFactory(), UserFactory()
    moments = [datetime(2026, 11, 2, 10, tzinfo=UTC) + timedelta(microseconds=n) for n in range(4)]
    Ticket.objects.bulk_create(
        Ticket(
            subject=f"t{n}",
            customer=customer,
            created_by=author,
            priority=dice.choice([1, 2, 3]),
            status=dice.choice(["OPEN", "PENDING", "RESOLVED"]),
            created_at=dice.choice(moments),
            last_activity_at=dice.choice(moments),
        )
        for n in range(43)
    )
    return Ticket.objects.all()


@pytest.mark.parametrize("name", SORTINGS)
@pytest.mark.parametrize("size", [1, 5, 43, 100])
def test_pages_together_are_the_list(tickets, name, size):
    sorting = Sorting.named(name)
    whole = [ticket.pk for ticket in sorting.order(tickets)]
    there, page = [], page_of(tickets, sorting, size=size)
    assert page.before is None
    while True:
        there.append([ticket.pk for ticket in page.rows])
        if page.after is None:
            break
        after = Place.read(str(page.after), sorting)
        page = page_of(tickets, sorting, after=after, size=size)
    assert [pk for pks in there for pk in pks] == whole
    back = [[ticket.pk for ticket in page.rows]]
    while page.before is not None:
        page = page_of(tickets, sorting, before=Place.read(str(page.before), sorting), size=size)
        back.insert(0, [ticket.pk for ticket in page.rows])
    assert [pk for pks in back for pk in pks] == whole


@pytest.mark.parametrize("name", SORTINGS)
@pytest.mark.parametrize(
    "text",
    ["", "x", "~", "1~", "~1", "1~x", "1~-1", "x~1", "1~" + "9" * 19, "9" * 400 + "~1", "CLOSED~é",
     "1~1~1", "9~1", "٣~1", "-99999999999999999999~1", "NOPE~1", "1.5~1"],
)  # fmt: skip
def test_a_place_that_cannot_be_is_refused(name, text):
    sorting = Sorting.named(name)
    try:
        place = Place.read(text, sorting)
    except ValueError:
        return
    assert list(sorting.beyond(Ticket.objects.all(), place)) == []


def test_a_page_skips_nothing_when_its_row_has_moved(tickets):
    sorting = Sorting.named("priority-desc")
    page = page_of(tickets, sorting, size=10)
    last = page.rows[-1]
    Ticket._base_manager.filter(pk=last.pk).update(priority=1)
    rest = page_of(tickets, sorting, after=page.after, size=100).rows
    assert {t.pk for t in tickets} == {t.pk for t in page.rows} | {t.pk for t in rest}
