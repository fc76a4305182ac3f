"""Who writes to the demo's helpdesk. Numbers are of ranges kept free for fiction."""

from datetime import timedelta
from typing import NamedTuple

from core import clock
from customers.models import Company, Customer


class Firm(NamedTuple):
    """A company."""

    name: str
    domains: tuple
    phone: str = ""
    address: str = ""
    notes: str = ""


class Asker(NamedTuple):
    """A customer; `days` is how long ago we first heard of them."""

    name: str
    company: str | None
    emails: tuple = ()
    phones: tuple = ()
    title: str = ""
    notes: str = ""
    days: int = 300


COMPANIES = {
    "acme": Firm(
        "Acme Corp", ("acme.example", "acme-labs.example"), "+44 20 7946 0800",
        "12 Wharf Road\nLondon N1 7RW",
        "Business plan, 60 seats. Month-end is their busy week.",
    ),
    "nordlicht": Firm("Nordlicht GmbH", ("nordlicht.example",), "", "Elbchaussee 9\n22765 Hamburg"),
    "delta": Firm("Delta Freight", ("deltafreight.example",), "+44 1632 960100"),
    "brightside": Firm("Brightside Labs", ("brightside.example",)),
    "harbor": Firm(
        "Harbor Systems", ("harbor-systems.example",), "+1 202 555 0170",
        notes="Builds on our API; writes precise reports, expects precise answers.",
    ),
    "fjord": Firm("Fjord Studio", ("fjordstudio.example",)),
    "casaverde": Firm("Casa Verde", ("casaverde.example",), "", "Calle Mayor 41\n28013 Madrid"),
    "meridian": Firm(
        "Meridian Health", ("meridianhealth.example",), "+44 1632 960200",
        notes="Signs in through their own identity provider. Never send patient data by mail.",
    ),
    "ateliernord": Firm("Atelier Nord", ("ateliernord.example",)),
    "kestrel": Firm("Kestrel Logistics", ("kestrel.example",), "+44 1632 960300"),
    "oasis": Firm("Oasis Retail", ("oasisretail.example",)),
    "tidewater": Firm(
        "Bluefin Trading", ("tidewater.example",), "+1 202 555 0144",
        notes="Was called Bluefin Trading until last summer.",
    ),
}  # fmt: skip

CUSTOMERS = {
    "sarah": Asker(
        "Sarah Chen", "acme", ("sarah.chen@acme.example", "schen@mail.example"),
        ("+44 20 7946 0857",), "Accountant",
        "Prefers a call before noon. Month-end is the busy week: answer fast then.", 620,
    ),
    "david": Asker("David Park", "acme", ("david.park@acme.example",), (), "Analyst"),
    "ines": Asker("Ines Moreau", "acme", ("ines.moreau@acme.example",), ("+44 20 7946 0861",)),
    "jonas": Asker(
        "Jonas Weber", "nordlicht", ("j.weber@nordlicht.example",), (), "Column of accounting"
    ),
    "silke": Asker("Silke Hartmann", "nordlicht", ("silke.hartmann@nordlicht.example",), days=75),
    "amina": Asker(
        "Amina Yusuf", "delta", ("amina@deltafreight.example",), ("+44 1632 960114",),
        "IT manager",
    ),
    "tom": Asker("Tom Okafor", "brightside", ("tom@brightside.example",), (), "Data engineer"),
    "emily": Asker("Emily Novak", None, ("emily.novak@mail.example",), ("+44 7700 900142",)),
    "kenji": Asker(
        "Kenji Ito", "harbor", ("kenji.ito@harbor-systems.example",), ("+1 202 555 0171",),
        "Platform engineer", days=510,
    ),
    "marta": Asker("Marta Lindqvist", "fjord", ("marta@fjordstudio.example",), (), "Designer"),
    "olga": Asker("Olga Petrova", "fjord", ("olga@fjordstudio.example",), (), "Office manager"),
    "lucia": Asker("Lucía Fernández", "casaverde", ("lucia@casaverde.example",), (), "Owner"),
    "priyanka": Asker(
        "Priyanka Rao", "meridian", ("p.rao@meridianhealth.example",), ("+44 1632 960214",),
        "Identity and access",
    ),
    "paul": Asker("Paul Adler", "meridian", ("p.adler@meridianhealth.example",), days=40),
    "chloe": Asker("Chloé Martin", "ateliernord", ("chloe@ateliernord.example",), (), "Partner"),
    "ben": Asker("Ben Adeyemi", "kestrel", ("ben.adeyemi@kestrel.example",), ("+44 1632 960311",)),
    "grace": Asker("Grace Bello", "kestrel", ("grace.bello@kestrel.example",), (), "Dispatch"),
    "yara": Asker("Yara Haddad", "oasis", ("yara@oasisretail.example",), (), "Shop systems"),
    "noah": Asker("Noah Whitfield", "tidewater", ("noah@tidewater.example",), (), "Controller"),
    "abbott": Asker(
        "Mr Abbott", None, (), ("01632 960987",),
        notes="Has no e-mail. Calls from a landline, mornings only.", days=35,
    ),
    "spam": Asker("Domain Renewals", None, ("notice@renewals.example",), days=14),
    "rosa": Asker("Rosa Marsh", None, (), ("+44 7700 900377",), days=60),
}  # fmt: skip


NEWS = (
    (190, Company, "Bluefin Trading", {"name": "Tidewater Foods"}, "Renamed"),
    (170, Customer, "David Park", {"job_title": "Operations analyst"}, "Told us on the phone"),
    (27, Company, "Acme Corp", {"address": "14 Wharf Road\nLondon N1 7RW"}, "Told us in #1002"),
    (60, Customer, "Sarah Chen", {"job_title": "Finance lead"}, "Promoted"),
)
"""What changed since: days ago, of what, the name then, the new values, why."""


def hear_news(now, by):
    """Note what changed about customers and companies since they were first noted."""
    for days, model, name, fields, why in NEWS:
        with clock.at(now - timedelta(days=days)):
            model.objects.get(name=name).edit(by=by, why=why, **fields)


def welcome(now, by):
    """Make the companies and customers, as they came; return the customers by key.

    `by` is the person who noted them all down.
    """
    with clock.at(now - timedelta(days=640)):
        companies = {key: _register_company(row, by) for key, row in COMPANIES.items()}
    customers = {}
    for key, row in CUSTOMERS.items():
        with clock.at(now - timedelta(days=row.days)):
            customers[key] = _register_customer(row, companies, by)
    return customers


def _register_company(row, by):
    """Make one company."""
    return Company.register(
        name=row.name,
        domains=row.domains,
        website=f"https://www.{row.domains[0]}",
        phone=row.phone,
        address=row.address,
        notes=row.notes,
        by=by,
    )


def _register_customer(row, companies, by):
    """Make one customer with their addresses and numbers."""
    return Customer.register(
        name=row.name,
        company=companies[row.company] if row.company else None,
        emails=row.emails,
        phones=row.phones,
        job_title=row.title,
        notes=row.notes,
        by=by,
    )
