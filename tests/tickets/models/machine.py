"""Random people doing random things to a few tickets, and what must always hold afterwards."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core import clock
from core.refusals import ANY_REFUSAL, Unseen
from tests.factories import CustomerFactory, GroupFactory, UserFactory
from tests.snapshot import rows
from tests.tickets.models import acts as acts
from tests.tickets.models.ledger import Ledger
from tickets.models import Ticket

numbers = st.integers(0, 3)


class Helpdesk(RuleBasedStateMachine):
    """Each rule is one act by somebody, who may not see the ticket or may have left."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.ledger, self.refusal = None, None

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def open_for_business(self):
        """Hire everybody, and let Maria write down the first ticket."""
        tech, billing = GroupFactory(name="tech"), GroupFactory(name="billing")
        groups = {"alex": [tech], "tom": [tech, billing], "priya": [billing], "left": [tech]}
        role = {"lisa": "admin", "vera": "admin", "boss": "admin"}
        self.who = {
            name: UserFactory(name=name, role=role.get(name, "agent"), groups=groups.get(name, []))
            for name in acts.NAMES
        }
        for gone in ("left", "boss"):
            self.who[gone].deactivate(by=self.who["lisa"])
        self.who |= {"tech": tech, "billing": billing, None: None}
        self.customers = [CustomerFactory(name="Sarah"), CustomerFactory(name="Bob")]
        self.ledger, self.book = Ledger(), rows()
        self.do("maria", Ticket.create, customer=self.customers[0], subject="First")

    def do(self, name, verb, /, *arguments, **keywords):
        """Let somebody do something; return what the verb returned, None where it refused.

        A refusal, and a change to what already is, must leave every row as it was.
        """
        person, done, self.refusal = self.fresh(name), None, None
        try:
            with clock.at(self.now):
                done = verb(*arguments, by=person, **keywords)
        except ANY_REFUSAL as refusal:
            self.refusal = refusal
        now = rows()
        assert done is not None or now == self.book
        self.book = now
        return done

    def real(self, value):
        """Return what stands for somebody or something as the row that it is now."""
        if isinstance(value, acts.Who):
            return self.fresh(value.name)
        if isinstance(value, acts.Which):
            return self.customers[value.number]
        if isinstance(value, dict):
            return {key: self.real(item) for key, item in value.items()}
        return value

    def fresh(self, name):
        """Return a person or a group as the database knows them now."""
        row = self.who[name]
        if row is not None:
            row.refresh_from_db()
        return row

    def sees(self, name, ticket):
        """Say in other words than the product's who sees a ticket."""
        person = self.fresh(name)
        holder = ticket.holder_user_id or ticket.holder_group_id
        mine = ticket.holder_user_id == person.pk
        ours = ticket.holder_group_id in set(person.groups.values_list("pk", flat=True))
        return person.is_active and (person.role == "admin" or not holder or mine or ours)

    def on(self, ticket, name, act):
        """Do a act of a ticket: who does not see it does nothing; who does is not told so."""
        verb, arguments, keywords = act
        seen, arguments = self.sees(name, ticket), [self.real(value) for value in arguments]
        done = self.do(name, getattr(ticket, verb), *arguments, **self.real(keywords))
        assert seen or done is None
        assert not (seen and isinstance(self.refusal, Unseen))
        return done

    def ticket(self, number):
        """Return one of the tickets."""
        keys = list(Ticket.objects.order_by("pk").values_list("pk", flat=True))
        return Ticket.objects.get(pk=keys[number % len(keys)])

    @rule(minutes=st.integers(1, 9))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: Ticket.objects.count() < 2)
    @rule(
        name=acts.people, subject=acts.words, holder=acts.holders, tags=acts.tags,
        why=acts.reasons,
    )  # fmt: skip
    def create(self, name, subject, holder, tags, why):
        form = {"customer": self.customers[0], "subject": subject, "tags": tags, "why": why}
        done = self.do(name, Ticket.create, holder=self.real(holder), **form)
        if done:
            assert self.who[name].is_active
            self.ledger.note_birth(done)

    @rule(number=numbers, name=acts.people, act=acts.CHANGES)
    def change(self, number, name, act):
        ticket = self.ticket(number)
        event = self.on(ticket, name, act)
        if event:
            self.ledger.note_change(event, ticket)

    @rule(number=numbers, name=acts.people, act=acts.CHANGES)
    def change_and_think_again(self, number, name, act):
        """The same, and taken back at once, to see an undo often."""
        self.change(number, name, act)
        self.undo(number, None, 0)

    @rule(number=numbers, name=acts.people, act=acts.TALK)
    def talk(self, number, name, act):
        ticket = self.ticket(number)
        before = Ticket.objects.filter(pk=ticket.pk).values().get()
        self.on(ticket, name, act)
        after = Ticket.objects.filter(pk=ticket.pk).values().get()
        moved = {column for column in before if before[column] != after[column]}
        for_admins = "for_admins" in act[2]
        said = {"last_activity_at", "waiting_since", "first_answered_at"}
        assert moved <= (set() if for_admins else said)

    @rule(number=numbers, name=acts.people, body=acts.words, back=numbers, hide=st.booleans())
    def edit_or_hide_a_note(self, number, name, body, back, hide):
        notes = self.ticket(number).notes.order_by("-id")
        note = next(iter(notes[back : back + 1]), None)
        if note:
            readable = type(note).objects.visible_to(self.fresh(name)).filter(pk=note.pk).exists()
            done = self.do(name, note.hide) if hide else self.do(name, note.edit, body)
            assert readable or done is None

    @rule(number=numbers, name=st.none() | acts.people, back=numbers)
    def undo(self, number, name, back):
        """Take back one of the last events, as the one who did it or as anybody."""
        ticket = self.ticket(number)
        event = next(iter(ticket.events.order_by("-id")[back : back + 1]), None)
        if event is None or event.by is None:
            return
        name, before = name or event.by.name, self.ledger.columns(ticket)
        with clock.at(self.now):
            may = event.may_be_undone_by(self.fresh(name))
        undone = self.do(name, event.undo)
        assert may or undone is None
        if undone:
            self.ledger.check_undo(event, before, self.ledger.columns(ticket))
            self.ledger.note_change(undone, ticket)

    @rule(admin=acts.people, name=acts.people, act=acts.PEOPLE)
    def manage_people(self, admin, name, act):
        may = self.fresh(admin).is_admin
        verb, arguments, _keywords = act
        verb = getattr(self.fresh(name), verb)
        done = self.do(admin, verb, *[self.real(value) for value in arguments])
        assert may or done is None

    @rule(name=acts.people, number=st.integers(0, 1), act=acts.CONTACTS)
    def manage_customers(self, name, number, act):
        verb, arguments, keywords = act
        done = self.do(name, getattr(self.customers[number], verb), *arguments, **keywords)
        assert done is None or self.who[name].is_active

    @invariant()
    def everything_is_possible_and_on_record(self):
        if self.ledger:
            connection.check_constraints()
            self.ledger.check()
