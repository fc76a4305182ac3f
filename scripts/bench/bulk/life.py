"""The history of one ticket, until it is closed or until today.

Writes the same columns and the same events as the verbs (`tickets/models/change.py`).
"""

from datetime import timedelta

from accounts.models import User
from scripts.bench.bulk.words import WHYS
from tickets.choices import Channel, Priority, Status
from tickets.properties import PROPERTIES

MANY, FEW = range(18, 23), (0, 1, 2, 3)
FEW_WEIGHTS = (25, 35, 25, 15)
TAG_COUNTS = (0, 1, 2), (35, 45, 20)
TAGS = (
    "access account api bug calendar card contract delivery email export filter gift guide import "
    "invoice language login mobile name order password plan printing privacy question refund "
    "reports search slow wish"
).split()
FIRST_HOUR, LAST_HOUR = 8, 18


class Today(Exception):  # noqa: N818
    """The next event would be in the future; the history ends here."""


class Life:
    """Makes one ticket. `pages` collects its rows; `at` is the time it has reached.

    `crowd`, `words` and `rng` are shared by all tickets; nothing happens after `now`.
    """

    def __init__(self, pages, crowd, words, rng, now):
        self.pages, self.crowd, self.words, self.rng, self.now = pages, crowd, words, rng, now

    def live(self, at):
        """Make one ticket at the time `at`, with its history."""
        self.at = at
        self.holder = self.thread = self.talk = None
        self.ours_last = False
        self.be_born()
        try:
            self.find_holder()
            for _ in range(self.entries()):
                self.pass_time(240)
                self.say_something()
            self.come_to_an_end()
        except Today:
            pass
        self.pages.keep(self.ticket, self.rng.sample(TAGS, self.rng.choices(*TAG_COUNTS)[0]))

    def be_born(self):
        """Make the ticket and its first event."""
        rng, crowd = self.rng, self.crowd
        self.customer = crowd.writers[int(len(crowd.writers) * rng.random() ** 2)]
        channel = rng.choices(Channel.values, (25, 70, 5))[0] if self.customer.address else "phone"
        author = rng.choice(crowd.agents)
        self.ticket = self.pages.new_ticket(
            subject=self.words.subject(),
            text=self.words.text(self.words.asked),
            customer_id=self.customer.pk,
            priority=rng.choices(Priority.values, (25, 55, 20))[0],
            channel=channel,
            created_by_id=author.pk,
            at=self.at,
        )
        words = {
            "status": "OPEN",
            "priority": Priority(self.ticket.priority).name,
            "customer": self.customer.name,
            "channel": Channel(channel).name,
        }
        changes = {name: {"old": None, "new": word} for name, word in words.items()}
        self.record("created", author, changes=changes)

    def find_holder(self):
        """Set a holder: most go to a group first, some are taken at once, a few stay unassigned."""
        luck = self.rng.random()
        if luck < 0.06:
            return
        self.pass_time(40)
        if luck < 0.62:
            self.change("assigned", self.actor(), holder=self.skewed(self.crowd.groups))
            if luck < 0.2:
                return
            self.pass_time(90)
        somebody = self.actor() if self.holder else self.skewed(self.crowd.agents)
        self.change("taken", somebody, why=self.rng.choice(WHYS), holder=somebody)
        if self.rng.random() < 0.7:
            self.change("status_changed", somebody, status=Status.IN_PROGRESS)

    def entries(self):
        """Return how many texts it gets: 3.2 on average, about twenty for a tenth of them."""
        if self.rng.random() < 0.1:
            return self.rng.choice(MANY)
        return self.rng.choices(FEW, FEW_WEIGHTS)[0]

    def say_something(self):
        """Add a note, a team message, or the next message from or to the customer."""
        luck, actor = self.rng.random(), self.actor()
        if luck < 0.3:
            self.note(actor, for_admins=luck < 0.03)
        elif luck < 0.35:
            self.post(actor)
        elif self.customer.address and not self.ours_last:
            self.write(actor)
        elif self.customer.address and self.thread:
            self.hear_mail()
        else:
            self.hear_call(actor)

    def come_to_an_end(self):
        """Resolve and close it, as almost all; a few stay open, a few are reopened."""
        luck = self.rng.random()
        if luck < 0.02:
            return
        self.pass_time(300)
        if luck < 0.05:
            why = self.rng.choice(("spam", "withdrawn by the customer", "asked twice"))
            self.change("status_changed", self.actor(), why=why, status=Status.CLOSED)
            return
        self.change("status_changed", self.actor(), why="fixed", status=Status.RESOLVED)
        self.pass_time(1200)
        self.change("status_changed", self.crowd.admin, status=Status.CLOSED)
        if luck < 0.06 and self.thread:
            self.pass_time(1200)
            self.hear_mail()
        elif luck < 0.075:
            self.pass_time(2400)
            self.change("status_changed", self.crowd.admin, why="it came back", status=Status.OPEN)
            self.come_to_an_end()

    def note(self, by, for_admins):
        """Add a note; one for admins only does not change the ticket."""
        text = self.words.text(self.words.noted, most=2)
        note_id = self.pages.note(self.ticket, by, text, for_admins, self.at)
        self.record("noted", by, activity=not for_admins, note_id=note_id)

    def post(self, by):
        """Add a message to the team thread."""
        if self.talk is None:
            self.talk = self.pages.thread(self.ticket, "TEAM", "For the team", by, self.at)
        text = self.words.text(self.words.noted, most=1)
        message_id = self.pages.message(self.talk, "TEAM", text, self.at, author_user_id=by.pk)
        self.record("posted", by, message_id=message_id)

    def write(self, by):
        """Add our email to the customer; sometimes the ticket becomes PENDING after it."""
        text, address = self.words.text(self.words.answered), self.customer.address
        message_id = self.pages.mail(self.outside(by), text, self.at, by, self.customer)
        changes = {"to": {"old": None, "new": [address]}}
        self.record("email_written", by, changes=changes, message_id=message_id)
        self.ours_last, self.ticket.waiting_since = True, None
        self.ticket.first_answered_at = self.ticket.first_answered_at or self.at
        if self.ticket.status != Status.PENDING and self.rng.random() < 0.2:
            self.change("status_changed", by, why="waiting for the customer", status=Status.PENDING)

    def hear_mail(self):
        """Add an email of the customer, which is filed automatically."""
        text = self.words.text(self.words.asked)
        message_id = self.pages.message(
            self.thread, "EMAIL", text, self.at, direction="IN", author_customer_id=self.customer.pk
        )
        self.record("email_received", None, via="mail", message_id=message_id)
        self.spoke()

    def hear_call(self, by):
        """Add a call of the customer."""
        message_id = self.pages.message(
            self.outside(by), "CALL", self.words.text(self.words.asked, most=1), self.at,
            direction="IN", author_customer_id=self.customer.pk, recorded_by_id=by.pk,
        )  # fmt: skip
        self.record("call_recorded", by, message_id=message_id)
        self.spoke()

    def spoke(self):
        """Note that the customer wrote last and waits."""
        ticket, self.ours_last = self.ticket, False
        closed, waiting = ticket.closed_at, ticket.waiting_since
        if waiting is None or (closed and waiting <= closed):
            ticket.waiting_since = self.at

    def outside(self, by):
        """Return the conversation with the customer."""
        if self.thread is None:
            subject = self.ticket.subject
            self.thread = self.pages.thread(self.ticket, "OUTSIDE", subject, by, self.at)
        return self.thread

    def change(self, kind, by, why="", **new):
        """Set one property, as `Ticket.change` does."""
        ((name, value),) = new.items()
        old = self.holder if name == "holder" else getattr(self.ticket, name)
        prop = PROPERTIES[name]
        change = {
            "old": prop.words(old),
            "new": prop.words(value),
            "old_id": prop.trail_id(old),
            "new_id": prop.trail_id(value),
        }
        if name == "holder":
            self.hand_to(value)
        elif name == "status":
            change["old_stamps"] = self.stamp(value)
            self.ticket.status = value.value
        self.ticket.version += 1
        self.record(kind, by, why=why, changes={name: change})

    def hand_to(self, holder):
        """Set the holder of the ticket."""
        self.holder = holder
        is_person = isinstance(holder, User)
        self.ticket.holder_user_id = holder.pk if is_person else None
        self.ticket.holder_group_id = None if is_person else holder.pk

    def stamp(self, status):
        """Set the times of a new status; return the old ones in the form of the trail."""
        ticket = self.ticket
        stamps = {"resolved_at": ticket.resolved_at, "closed_at": ticket.closed_at}
        finished = status in (Status.RESOLVED, Status.CLOSED)
        resolved = self.at if status == Status.RESOLVED else ticket.resolved_at
        ticket.resolved_at = resolved if finished else None
        ticket.closed_at = self.at if status == Status.CLOSED else None
        return {name: at and at.isoformat() for name, at in stamps.items()}

    def record(self, kind, by, *, activity=True, **fields):
        """Make one event and, with `activity`, set the time of the last activity."""
        self.pages.event(self.ticket, kind, by, self.at, **fields)
        if activity:
            self.ticket.last_activity_at = self.at

    def actor(self):
        """Return somebody who sees the ticket."""
        if self.holder is None:
            return self.rng.choice(self.crowd.agents)
        if isinstance(self.holder, User):
            return self.holder
        return self.rng.choice(self.crowd.members[self.holder.pk] or [self.crowd.admin])

    def skewed(self, rows):
        """Return a random row, the first ones more often."""
        return rows[int(len(rows) * self.rng.random() ** 1.6)]

    def pass_time(self, minutes):
        """Add about so many working minutes to `at`. Raises `Today` if that is after `now`."""
        at = self.at + timedelta(minutes=1 + self.rng.expovariate(1 / minutes))
        while at.weekday() > 4 or not FIRST_HOUR <= at.hour < LAST_HOUR:
            at += timedelta(hours=FIRST_HOUR + 24 - LAST_HOUR)
        if at > self.now:
            raise Today
        self.at = at
