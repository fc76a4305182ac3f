"""What each of many processes does in a race. All meet at the barrier first, then none waits.

A job is given its number and the barrier, and returns a list: one outcome for each attempt, which
is "won", the name of a refusal, or the words of a database error.
"""

from uuid import NAMESPACE_OID, uuid5

from django.db import DatabaseError, connection

from accounts.models import User
from core.refusals import ANY_REFUSAL
from customers.models import Company, Customer
from tests.races.forms import note_a_call  # noqa: F401 - a job as those below
from tests.races.mails import send_or_take_back, send_out  # noqa: F401
from tickets.models import Ticket, TicketEvent, Upload


def attempt(verb, *arguments, **keywords):
    """Call a verb and return its outcome."""
    try:
        verb(*arguments, **keywords)
    except ANY_REFUSAL as refusal:
        return type(refusal).__name__
    except DatabaseError as error:
        return f"{type(error).__name__}: {error}"
    return "won"


def claim(number, barrier, tickets, agents, times):
    """Take tickets, each of which `times` workers want at about the same moment."""
    me, rows = User.objects.get(pk=agents[number]), Ticket.objects.in_bulk(tickets)
    wanted = [ticket for ticket in tickets for _time in range(times)][number :: len(agents)]
    barrier.wait()
    return [[pk, attempt(rows[pk].take, by=me)] for pk in wanted]


def edit(number, barrier, tickets, agents):
    """Change the subject of each ticket, as seen before anybody changed it."""
    me, rows = User.objects.get(pk=agents[number]), Ticket.objects.in_bulk(tickets)
    outcomes = []
    for pk in tickets:
        seen = {"subject": rows[pk].subject}
        barrier.wait()
        outcomes.append(attempt(rows[pk].edit, subject=f"By {number}", seen=seen, by=me))
    return outcomes


def submit(number, barrier, ticket, agent, customer, rounds):
    """Send every kind of form with the same keys as the other workers; return the rows' ids."""
    me, customer = User.objects.get(pk=agent), Customer.objects.get(pk=customer)
    verbs = {
        "create": lambda **form: Ticket.create(customer=customer, subject="Help", **form),
        "add_note": lambda **form: row.add_note("Words", **form),
        "post": lambda **form: row.post("Words", **form),
        "record_call": lambda **form: row.record_call("Words", **form),
        "write_mail": lambda **form: row.write_mail("Words", to=["a@acme.example"], **form),
    }
    made = []
    for name, verb in verbs.items():
        for turn in range(rounds):
            row = Ticket.objects.get(pk=ticket)
            barrier.wait()
            made.append([name, verb(by=me, nonce=uuid5(NAMESPACE_OID, f"{name}{turn}")).pk])
    return made


def demote(number, barrier, admins, rounds):
    """Make the other admin an agent, while the other does the same; afterwards begin anew."""
    outcomes = []
    for _round in range(rounds):
        me, other = (User.objects.get(pk=admins[n]) for n in (number, 1 - number))
        barrier.wait()
        outcome = attempt(other.set_role, "agent", by=me)
        barrier.wait()
        outcomes.append([outcome, User.objects.admins().count()])
        barrier.wait()
        User.objects.filter(pk__in=admins).update(role="admin")
    return outcomes


def undo(number, barrier, events, agents):
    """Take back each of the events."""
    me, rows = User.objects.get(pk=agents[number]), TicketEvent.objects.in_bulk(events)
    outcomes = []
    for pk in events:
        barrier.wait()
        outcomes.append(attempt(rows[pk].undo, by=me))
    return outcomes


def attach(number, barrier, ticket, agent, uploads):
    """Attach each staged file, from one of several tabs that show it; the last one discards it."""
    me, row = User.objects.get(pk=agent), Ticket.objects.get(pk=ticket)
    staged, outcomes = Upload.objects.in_bulk(uploads), []
    for pk in uploads:
        barrier.wait()
        if number == barrier.parties - 1:
            staged[pk].discard()
        else:
            outcomes.append(attempt(row.add_note, "Look", by=me, uploads=[staged[pk]]))
    return outcomes


def register(number, barrier, agent, customers):
    """Register the same company, and give each customer a first address, as all others do."""
    me, outcomes = User.objects.get(pk=agent), []
    for pk in customers:
        customer = Customer.objects.get(pk=pk)
        barrier.wait()
        outcomes.append(["company", attempt(Company.register, name=f"Company {pk}", by=me)])
        barrier.wait()
        outcomes.append(["own", attempt(customer.add_email, f"a{number}@c{pk}.example", by=me)])
        barrier.wait()
        outcomes.append(["same", attempt(customer.add_email, f"same@c{pk}.example", by=me)])
        barrier.wait()
        outcomes.append(["tag", attempt(tag, pk, number, me)])
    return outcomes


def tag(word, number, me):
    """Give one of several tickets a tag that nobody used before."""
    Ticket.objects.order_by("pk")[number].set_tags([f"tag-{word}"], by=me)


def settings(number, barrier):
    """Return what the database of this worker is set to."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            return []
        names = ("journal_mode", "synchronous", "recursive_triggers")
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
