"""How the demo's stories are written down: who did what, when; `player.py` performs them.

    story(
        "sarah", "Cannot access dashboard",
        on(0, "09:15", "maria", opens, "Unable to log in.", priority=HIGH),
        on(0, "09:30", "alex", takes),
        on(0, "10:30", "sarah", writes, "It works now! Thank you!"),
    )

The first number counts workdays back from the story's day; people, groups and customers go by the
names of `people.py` and `customers.py`; the act is a function of `steps.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One act of one person at one time."""

    days: int
    time: str
    who: str
    act: Callable
    args: tuple
    options: dict


@dataclass(frozen=True)
class Story:
    """One ticket's life."""

    customer: str
    subject: str
    steps: tuple


def on(days, time, who, act, *args, **options):
    """Return one step: `who` did `act` so many workdays ago, at "HH:MM"."""
    return Step(days, time, who, act, args, options)


def story(customer, subject, *steps):
    """Return one ticket's story; its first step opens it."""
    return Story(customer, subject, steps)
