"""What the permission matrix asks about: one ticket of a group, with one of everything on it.

Words that a person may not see are markers: they are looked for in every answer to that person.
"""

from django.core.files.base import ContentFile
from django.test import Client

from tests.factories import CustomerFactory, GroupFactory, UserFactory
from tickets.models import Ticket, Upload

HIDDEN = "zebrafish"
"""Stands in everything on the ticket: nobody outside of its group may be told."""

ADMINS_ONLY = "quokka"
"""Stands in the admins-only note and its file: no agent may be told, its group included."""

PEOPLE = ("anonymous", "other", "member", "admin")


class Scene:
    """The ticket, what is on it, and the four people; attributes are named by the rows."""

    def __init__(self):
        self.group = GroupFactory(name="Technical Support")
        self.other = UserFactory(name="Priya Nair", groups=[GroupFactory(name="Billing")])
        self.member = UserFactory(name="Alex Kim", groups=[self.group])
        self.admin = UserFactory(name="Lisa Brandt", role="admin")
        self.customer = CustomerFactory(name="Sarah Chen", emails=["sarah@acme.example"])
        self.ticket = Ticket.create(
            customer=self.customer,
            subject=f"Cannot open the {HIDDEN}",
            description=f"It says that the {HIDDEN} is locked.",
            tags=[HIDDEN],
            by=self.member,
            uploads=[self.upload(self.member, f"{HIDDEN}.txt")],
        )
        self.file = self.ticket.attachments.get()
        self.talk()
        self.event = self.ticket.set_priority(3, by=self.member, why=f"the {HIDDEN} waits")
        self.ticket.assign(self.group, by=self.member, why=f"{HIDDEN}s are theirs")

    def talk(self):
        """Say something on the ticket in every way there is."""
        ticket, member = self.ticket, self.member
        self.note = ticket.add_note(f"The {HIDDEN} is fine.", by=member)
        uploads = [self.upload(member, f"{ADMINS_ONLY}.txt")]
        words = f"The {ADMINS_ONLY} did it."
        self.secret = ticket.add_note(words, by=member, internal=True, uploads=uploads)
        self.secret_file = self.secret.attachments.get()
        self.message = ticket.post(f"Who knows a {HIDDEN}?", by=member)
        self.thread = self.message.thread
        self.mail = ticket.write_mail(f"Is your {HIDDEN} well?", by=member, to=["s@acme.example"])
        self.said = ticket.record_said(f"My {HIDDEN} thanks you.", by=member)

    @staticmethod
    def upload(owner, name):
        """Stage a small text file."""
        return Upload.stage(ContentFile(b"words", name=name), owner=owner)

    def kwargs(self, row):
        """Return the keywords of a row's URL, taken from this scene."""
        values = {key: getattr(self, name) for key, name in row.kwargs.items()}
        return {key: getattr(value, "pk", value) for key, value in values.items()}

    def client(self, person, **options):
        """Return a test client in which one of PEOPLE is signed in, or nobody."""
        client = Client(**options)
        if person != "anonymous":
            client.force_login(getattr(self, person))
        return client

    @staticmethod
    def markers(person):
        """Return the words that this person must not be told."""
        return {"admin": (), "member": (ADMINS_ONLY,)}.get(person, (HIDDEN, ADMINS_ONLY))
