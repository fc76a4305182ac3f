"""The book that the property tests keep beside the database, and compare with it."""

from collections import defaultdict

from accounts.models import AccountEvent, User
from customers.models import Customer, CustomerEvent
from tickets.choices import Status
from tickets.models import Revision, Ticket, TicketEvent
from tickets.properties import PROPERTIES

APPEND_ONLY = (AccountEvent, CustomerEvent, TicketEvent, Revision)
COLUMNS = {
    "status": ("status", "resolved_at", "closed_at"),
    "priority": ("priority",),
    "holder": ("holder_user_id", "holder_group_id"),
    "tags": ("tags",),
}
MOVING = {"version", "last_activity_at"}
TOLD = ("status", "priority", "holder", "customer", "channel", "tags")


class Ledger:
    """Remembers every event ever seen, and what stood before each change."""

    def __init__(self):
        self.seen = {model: {} for model in APPEND_ONLY}
        self.stood, self.last = {}, defaultdict(dict)
        self.activity = {}

    @staticmethod
    def columns(ticket):
        """Return a ticket's columns and its tags, as they are in the database."""
        row = Ticket.objects.filter(pk=ticket.pk).values().get()
        return row | {"tags": sorted(ticket.tags.values_list("name", flat=True))}

    def note_change(self, event, ticket):
        """Remember what stood before a change, from how it was when all was last looked at."""
        self.stood[event.pk] = self.last[ticket.pk]

    def note_birth(self, ticket):
        """Remember that nobody held a new ticket before its first holder was given it."""
        nobody = {"holder_user_id": None, "holder_group_id": None}
        for event in ticket.events.exclude(kind="created"):
            self.stood[event.pk] = self.columns(ticket) | nobody

    def check_undo(self, event, before, after):
        """What the event had changed is as it was before it; nothing else moved."""
        restored = {column for field in event.changes for column in COLUMNS[field]}
        for column in before.keys() - MOVING:
            expected = self.stood[event.pk] if column in restored else before
            assert after[column] == expected[column], column

    def check(self):
        """Compare everything; called after every step."""
        for model in APPEND_ONLY:
            self.check_that_it_only_grew(model)
        for ticket in Ticket.objects.all():
            self.check_ticket(ticket)
        for customer in Customer.objects.all():
            primary = [row.is_primary for row in customer.emails.all()]
            assert not primary or primary.count(True) == 1
        assert User.objects.admins().exists()

    def check_that_it_only_grew(self, model):
        """No event was lost or changed, and new ones come last."""
        now = {row["id"]: row for row in model.objects.values()}
        old = self.seen[model]
        assert {pk: now.get(pk) for pk in old} == old
        assert all(pk > max(old, default=0) for pk in now.keys() - old.keys())
        self.seen[model] = now

    def check_ticket(self, ticket):
        """A ticket is possible, and is what its trail tells."""
        row = self.columns(ticket)
        assert not (row["holder_user_id"] and row["holder_group_id"])
        assert (row["closed_at"] is not None) == (row["status"] == Status.CLOSED)
        assert row["resolved_at"] is None or row["status"] in (Status.RESOLVED, Status.CLOSED)
        assert row["last_activity_at"] >= self.activity.get(ticket.pk, row["created_at"])
        events = list(ticket.events.order_by("id"))
        changed = [
            e for e in events if e.kind != "created" and e.changes.keys() & PROPERTIES.keys()
        ]
        assert row["version"] == 1 + len(changed)
        now = {name: PROPERTIES[name].trail_id(PROPERTIES[name].of(ticket)) for name in TOLD}
        assert self.told(events) == now
        self.activity[ticket.pk] = row["last_activity_at"]
        self.last[ticket.pk] = row

    @staticmethod
    def told(events):
        """Return what a ticket must be by its trail alone; each change begins where one ended."""
        state = {"holder": None, "tags": events[0].changes.get("tags", {}).get("new_id", [])}
        assert events[0].kind == "created"
        for event in events:
            for name, change in event.changes.items():
                if name in TOLD:
                    assert event.kind == "created" or change["old_id"] == state[name]
                    state[name] = change["new_id"]
        return state
