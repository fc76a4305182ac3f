"""Many people and customers."""

from datetime import timedelta
from itertools import islice, product
from random import Random
from typing import NamedTuple

from django.contrib.auth.models import Group

from accounts.models import User
from core import clock
from core.provenance import coming_via
from core.text import key_of
from customers.models import Company, Customer, CustomerEvent, EmailAddress, MailDomain, PhoneNumber
from demo.people import DOMAIN

AGENTS = 50
GROUPS = (
    "Technical Support", "Billing", "Onboarding", "Integrations", "Mobile", "Hosting",
    "Data Protection", "Returns", "Partner Desk", "Night Desk",
)  # fmt: skip
FIRST = (
    "Ada Amir Anke Anton Bea Boris Carla Cem Clara Dana Dario Edith Elif Emil Erik Esther Farah "
    "Felix Fatou Gina Goran Hana Hugo Ida Ilja Inga Iris Ivan Jana Joel Jonna Kaja Karim Katja "
    "Lars Leila Lena Linus Luca Mads Malik Mara Mila Mina Nadia Nils Nora Omar Otto Paula Pedro "
    "Petra Rafael Rana Rosa Ruben Samir Selma Simon Sonja Stella Tariq Tess Theo Tilda Umut "
    "Vera Viktor Wanda Yannick Zoe Zora"
).split()
LAST = (
    "Abel Adams Ahlberg Albrecht Alves Arslan Bach Barros Becker Berger Bianchi Blom Brook "
    "Castro Chandra Cohen Costa Dahl Demir Dietz Doyle Eder Ekholm Engel Evans Falk Ferrari "
    "Fischer Frost Gallo Garcia Grimm Hagen Haas Hassan Holm Horvat Ivanov Jansen Jensen Kaya "
    "Keller Kovac Kumar Lang Larsen Lehmann Lima Lund Maier Marino Mendes Meyer Mokoena Moser "
    "Nagy Neri Nilsen Novotny Okoye Olsen Otto Pavlov Peeters Pinto Popa Quist Ramos Reid Ricci "
    "Roth Rossi Sato Sauer Silva Sommer Stein Svensson Tahir Thomas Toth Vogel Wagner Walsh "
    "Weiss Winter Wood Yilmaz Zeman"
).split()
FIRMS = product(
    "Alder Amber Anchor Birch Bright Cedar Cobalt Copper Coral Crane Delta Eastern Ember Falcon "
    "Fern Granite Harvest Heron Indigo Iron Juniper Lantern Lark Linden Maple Marble Meadow "
    "Northern Oak Olive Orchard Otter Pearl Pine Quarry Raven River Rowan Saffron Sandstone "
    "Silver Southern Sparrow Stone Summit Swift Thistle Union Velvet Western Willow Wren".split(),
    "Bakery Books Boats Carpets Clinic Dairy Design Energy Farms Films Foods Freight Gardens "
    "Glass Hotels Insurance Kitchens Labs Legal Logistics Media Motors Optics Paper Pharma "
    "Press Rail Robotics Schools Security Shipping Software Studio Textiles Tools Toys Travel "
    "Wines".split(),
    "GmbH Ltd SA BV AB Inc Oy AS".split(),
)
FIRMS = [" ".join(words) for words in FIRMS]
Random(16).shuffle(FIRMS)  # noqa: S311


class Writer(NamedTuple):
    """What tickets need of a customer."""

    pk: int
    name: str
    address: str


class Crowd(NamedTuple):
    """All users, groups, the users of each group by its id, and customers."""

    agents: list
    groups: list
    members: dict
    admin: User
    writers: list


def gather(rng, now, customers):
    """Make the missing agents and groups, and the customers; return the Crowd."""
    admin = User.objects.admins().earliest("pk")
    with coming_via("web"):
        groups = [Group.objects.get_or_create(name=name)[0] for name in GROUPS]
        for number in range(1, AGENTS + 1):
            hire(number, rng, now, admin, groups)
    agents = list(User.objects.active().filter(role=User.Role.AGENT).order_by("pk"))
    members = {group.pk: list(group.members.active()) for group in groups}
    return Crowd(agents, groups, members, admin, make_customers(rng, now, agents, customers))


def hire(number, rng, now, admin, groups):
    """Make agent01@… with the demo's password and one or two groups, unless they exist."""
    email = f"agent{number:02}@{DOMAIN}"
    if User.objects.filter(email=email).exists():
        return
    name = f"{FIRST[number]} {LAST[number * 7 % len(LAST)]}"
    with clock.at(now - timedelta(days=rng.randint(740, 1500))):
        person = User.objects.create_user(email, name=name)
        person.record("invited", by=admin, changes={"role": {"old": None, "new": person.role}})
        for group in {groups[number % len(groups)], rng.choice(groups)}:
            person.join(group, by=admin)
    User.objects.filter(pk=person.pk).update(password=admin.password)


def make_customers(rng, now, agents, number):
    """Make `number` customers, eight to a company; return them all as Writers."""
    companies = make_companies(rng, now, agents, number // 8 + 1)
    first = next_id(Customer)
    rows = [customer(rng, now, pk, companies) for pk in range(first, first + number)]
    Customer.objects.bulk_create(rows, batch_size=2000)
    emails = [address(row) for row in rows if rng.random() < 0.95]
    EmailAddress.objects.bulk_create(emails, batch_size=2000)
    phones = [phone(row) for row in rows if rng.random() < 0.5]
    PhoneNumber.objects.bulk_create(phones, batch_size=2000)
    events = [registered(row, rng.choice(agents), customer=row) for row in rows]
    CustomerEvent.objects.bulk_create(events, batch_size=2000)
    reached = {row.customer_id: row.address for row in emails}
    return [Writer(row.pk, row.name, reached.get(row.pk, "")) for row in rows]


def make_companies(rng, now, agents, number):
    """Make `number` companies with an email domain each; return them."""
    known = set(Company.objects.values_list("name_key", flat=True))
    names = islice((name for name in FIRMS if key_of(name) not in known), number)
    made = now - timedelta(days=750)
    first = next_id(Company)
    rows = [
        Company(pk=pk, name=name, name_key=key_of(name), created_at=made)
        for pk, name in enumerate(names, start=first)
    ]
    Company.objects.bulk_create(rows, batch_size=2000)
    MailDomain.objects.bulk_create(MailDomain(company=row, name=domain(row)) for row in rows)
    CustomerEvent.objects.bulk_create(
        registered(row, rng.choice(agents), company=row) for row in rows
    )
    return rows


def customer(rng, now, pk, companies):
    """Return one customer, unsaved; every sixth belongs to no company."""
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    return Customer(
        pk=pk,
        name=name,
        name_key=key_of(name),
        company=rng.choice(companies) if rng.random() < 0.84 else None,
        created_at=now - timedelta(days=740, minutes=-pk % 1440),
    )


def address(row):
    """Return a customer's address, unsaved; the id in it makes it unique."""
    text = f"{row.name.lower().replace(' ', '.')}.{row.pk}@{domain(row.company or 'mail')}"
    return EmailAddress(customer=row, address=text, key=key_of(text), is_primary=True)


def domain(company):
    """Return a company's email domain."""
    return f"{key_of(str(company)).replace(' ', '-')}.example"


def phone(row):
    """Return a customer's number, unsaved, from a range that belongs to nobody."""
    number = f"+1{200 + row.pk // 100 % 800}55501{row.pk % 100:02}"
    return PhoneNumber(customer=row, number=number, e164=number)


def registered(row, by, **of):
    """Return the event of a new customer or company, unsaved."""
    changes = {"name": {"old": None, "new": row.name}}
    return CustomerEvent(
        kind="registered", by=by, at=row.created_at, via="web", changes=changes, **of
    )


def next_id(model):
    """Return the first id that no row of this table has or will get from the database."""
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1
