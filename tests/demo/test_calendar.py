"""The demo's days are workdays, and its story is over when it is told."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from demo.calendar import Calendar
from demo.stories import STORIES

NOWS = {
    "in the middle of Monday": (datetime(2026, 11, 23, 14, 0, tzinfo=UTC), "2026-11-23"),
    "when the story is just over": (datetime(2026, 11, 24, 11, 0, tzinfo=UTC), "2026-11-24"),
    "just before that": (datetime(2026, 11, 24, 10, 59, tzinfo=UTC), "2026-11-23"),
    "early on Monday": (datetime(2026, 11, 23, 7, 30, tzinfo=UTC), "2026-11-20"),
    "on Sunday night": (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), "2026-11-20"),
}


@pytest.mark.parametrize(("now", "today"), NOWS.values(), ids=NOWS.keys())
def test_every_step_lies_on_a_workday_and_none_ahead(now, today):
    calendar = Calendar(now)
    assert calendar.today.isoformat() == today
    for story in STORIES:
        for step in story.steps:
            at = calendar.moment(step.days, step.time)
            assert at <= now
            assert at.weekday() < 5


def test_the_hours_are_those_of_the_helpdesk(settings):
    settings.TIME_ZONE = "America/New_York"
    with timezone.override("America/New_York"):
        early = Calendar(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))  # nine in the morning there
        assert early.today.isoformat() == "2026-11-20"
        assert early.moment(0, "09:15").astimezone(UTC).hour == 14


def test_each_story_is_told_in_order():
    for story in STORIES:
        moments = [(-step.days, step.time) for step in story.steps]
        assert moments == sorted(moments), story.subject


def test_texts_name_real_months():
    calendar = Calendar(datetime(2027, 1, 12, 14, 0, tzinfo=UTC))
    assert calendar.words("{last_month}, {month} {year}") == "December, January 2027"
