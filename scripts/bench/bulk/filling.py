"""Writes everything into the database, in batches, so that memory is limited."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from time import monotonic

from django.core.management.color import no_style
from django.db import connection, transaction

from customers.models import Company, Customer
from scripts.bench.bulk.crowd import gather
from scripts.bench.bulk.life import TAGS, Life
from scripts.bench.bulk.pages import Pages
from scripts.bench.bulk.words import Words
from tickets.models import Message, Note, Thread, Ticket

BATCH = 2000
YEARS_BACK = timedelta(days=730)
MOST_CUSTOMERS = 20_000
GIVEN_IDS = (Company, Customer, Ticket, Thread, Note, Message)
WORKDAY = 10 * 3600


def fill(number, now, say):
    """Add `number` tickets of the last two years, older ones first, and the people they need.

    The data is always the same for the same number and database. `say` is called with lines of
    progress.
    """
    rng = Random(number)  # noqa: S311
    started = monotonic()
    with transaction.atomic():
        crowd = gather(rng, now, min(MOST_CUSTOMERS, number // 5 + 1))
        advance_ids()
    say(f"{len(crowd.writers):,} customers, {len(crowd.agents)} agents.")
    pages = Pages(rng, TAGS)
    life = Life(pages, crowd, Words(rng), rng, now)
    births = birthdays(number, now)
    for done in range(0, number, BATCH):
        for at in islice(births, BATCH):
            life.live(at)
        with transaction.atomic():
            pages.write()
            advance_ids()
        said = min(done + BATCH, number)
        if said % (BATCH * 5) == 0 or said == number:
            say(f"{said:,} of {number:,} tickets, {monotonic() - started:.0f} s.")
    tidy_up()


def birthdays(number, now):
    """Yield `number` moments in working hours, the earliest first, closer together later."""
    day, days = (now - YEARS_BACK).astimezone(UTC).date(), []
    while day <= now.astimezone(UTC).date():
        if day.weekday() < 5:
            days.append(datetime.combine(day, time(8), tzinfo=UTC))
        day += timedelta(days=1)
    last_day = min(max((now - days[-1]).total_seconds(), 0), WORKDAY)
    worked = (len(days) - 1) * WORKDAY + last_day
    for n in range(number):
        day, seconds = divmod(worked * (n / number) ** 0.8, WORKDAY)
        yield days[int(day)] + timedelta(seconds=seconds)


def advance_ids():
    """Tell PostgreSQL which ids were used here; SQLite looks in the table."""
    statements = connection.ops.sequence_reset_sql(no_style(), GIVEN_IDS)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def tidy_up():
    """Update the statistics of the query planner."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
