"""When the demo happens: on workdays, in working hours, never in the future."""

from datetime import datetime, time, timedelta

from django.utils import timezone

STORY_OVER = time(11, 0)
"""By then the story's morning is lived; before that, it was the last workday's morning."""


class Calendar:
    """Turns "so many workdays before the story's day, at 09:15" into moments.

    The story's day is today from 11:00 on, in the helpdesk's time zone, and else the last workday.
    """

    def __init__(self, now):
        local = timezone.localtime(now)
        self.zone = local.tzinfo
        self.today = local.date()
        if local.time() < STORY_OVER or not is_workday(self.today):
            self.today = workday_before(self.today)

    def moment(self, days, clock_time):
        """Return the aware moment `days` workdays before the story's day, at "HH:MM"."""
        day = self.today
        for _ in range(days):
            day = workday_before(day)
        return datetime.combine(day, time.fromisoformat(clock_time), tzinfo=self.zone)

    def words(self, text):
        """Return `text` with its {month}, {last_month} and {year} filled in."""
        first = self.today.replace(day=1)
        values = {
            "{month}": f"{first:%B}",
            "{last_month}": f"{first - timedelta(days=1):%B}",
            "{year}": f"{first:%Y}",
        }
        for name, value in values.items():
            text = text.replace(name, value)
        return text


def is_workday(day):
    """Whether people work on this date."""
    return day.weekday() < 5


def workday_before(day):
    """Return the last workday before this date."""
    day -= timedelta(days=1)
    while not is_workday(day):
        day -= timedelta(days=1)
    return day
