"""What the permission matrix asks about: one ticket of a group, with one of everything on it.

Words that a person may not see are markers: they are looked for in every answer to that person.
"""

import io
import re
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from accounts.invitations import link_for
from mail.incoming import decisions
from mail.incoming.receiving import receive
from mail.models import BlockedSender
from tests.factories import CompanyFactory, CustomerFactory, GroupFactory, UserFactory
from tests.mail.letters import filed, letter, png
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
        self.company = CompanyFactory(name="Acme Corp")
        self.customer = CustomerFactory(
            name="Sarah Chen", emails=["sarah@acme.example"], company=self.company
        )
        self.ticket = Ticket.create(
            customer=self.customer,
            subject=f"Cannot open the {HIDDEN}",
            description=f"It says that the {HIDDEN} is locked.",
            tags=[HIDDEN],
            by=self.member,
            uploads=[self.upload(self.member, f"{HIDDEN}.txt"), self.image(self.member)],
        )
        self.file, self.picture = self.ticket.attachments.order_by("pk")
        self.talk()
        self.sign_in()
        self.event = self.ticket.set_priority(3, by=self.member, why=f"the {HIDDEN} waits")
        self.batch = uuid4()
        why = f"{HIDDEN}s are theirs"
        self.ticket.assign(self.group, by=self.member, why=why, batch=self.batch)
        self.let_mail_come_in()

    def let_mail_come_in(self):
        """Let mails come in that may belong to the ticket, and decide about one."""
        subject = f"Your {HIDDEN} [#{self.ticket.pk}]"
        headers = {"From": "eve@evil.example", "Subject": subject}
        files = [(f"{HIDDEN}.txt", b"words")]
        first = letter("<p>Hello</p>", files=files, Message_ID="<in1@evil.example>", **headers)
        self.incoming = receive(first, source="PIPE")
        second = letter("<p>Again</p>", Message_ID="<in2@evil.example>", **headers)
        decided = receive(second, source="PIPE")
        self.decision = decisions.discard(decided, by=self.member)
        self.block = BlockedSender.objects.create(key="@other.example", created_by=self.admin)

    def talk(self):
        """Say something on the ticket in every way there is."""
        ticket, member = self.ticket, self.member
        self.note = ticket.add_note(f"The {HIDDEN} is fine.", by=member)
        uploads = [self.upload(member, f"{ADMINS_ONLY}.txt")]
        words = f"The {ADMINS_ONLY} did it."
        self.secret = ticket.add_note(words, by=member, for_admins=True, uploads=uploads)
        self.secret_file = self.secret.attachments.get()
        self.message = ticket.post(f"Who knows a {HIDDEN}?", by=member)
        self.thread = self.message.thread
        self.mail = ticket.write_mail(f"Is your {HIDDEN} well?", by=member, to=["s@acme.example"])
        self.failed = ticket.write_mail(f"A {HIDDEN}?", by=member, to=["s@acme.example"])
        self.failed.mark_bounced(f"550 no {HIDDEN} here")
        self.said = ticket.record_call(f"My {HIDDEN} thanks you.", by=member)
        words = f"The {HIDDEN} says hello."
        html = f'<p>{words}</p><img src="cid:logo@acme" alt="">'
        headers = {"From": "sarah@acme.example", "Subject": f"About the {HIDDEN}"}
        raw = letter(html, words, picture=png(), **headers)
        self.letter = filed(ticket, member, raw)
        self.logo = self.letter.attachments.get()

    def sign_in(self):
        """Let the member have a photo and a session elsewhere, and a newcomer a link."""
        self.member.set_photo(self.png(), by=self.member)
        self.photo_version = self.member.photo_version
        facts = {"ip": "203.0.113.1", "session_key": "elsewhere", "user_agent": ""}
        self.session = UserSession.objects.create(user=self.member, **facts)
        link = link_for(UserFactory(name="Sam Okafor")).strip("/")
        _root, self.uid, self.token = re.split("/reset/|-", link, maxsplit=2)
        self.nowhere, self.kept = 0, "20261123-101500-000000-abcdef.eml"

    @staticmethod
    def upload(owner, name):
        """Stage a small text file."""
        return Upload.stage(ContentFile(b"words", name=name), owner=owner)

    @staticmethod
    def png():
        """Return a small picture as it is uploaded."""
        content = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(content, "PNG")
        return ContentFile(content.getvalue(), name=f"{HIDDEN}.png")

    def image(self, owner):
        """Stage a small picture."""
        return Upload.stage(self.png(), owner=owner)

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
