"""The emails that wait in the demo's inbox: each comes in raw, as from a mail server."""

from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings

from core import clock
from demo.files import make_file
from mail.incoming.receiving import receive
from tickets.models import Ticket

# (time on the story's day, sender, subject, text, files); {dashboard} is the story's ticket.
EMAILS = (
    (
        "08:02", "Mail Delivery System <mailer-daemon@mx.deltafreight.example>",
        "Undelivered Mail Returned to Sender",
        "I am sorry to have to inform you that your message could not be delivered.\n\n"
        "The mailbox of one recipient is full.", (),
    ),
    (
        "08:40", "Domain Renewals <notice@cheap-domains.example>",
        "FINAL NOTICE: your domain expires today",
        "Dear owner,\n\npay now, and we keep your domain for another year.", (),
    ),
    (
        "09:31", "Chloé Martin <chloe@ateliernord.example>", "A second workspace?",
        "Hello,\n\nwe are opening a second studio in May. Can we have a workspace of its own for "
        "it, on the same invoice?\n\nBest wishes,\nChloé", (),
    ),
    (
        "10:22", "Elena Petrova <elena.petrova@volta.example>", "Question before we sign",
        "Hello,\n\nbefore we sign: where are our files kept, and can we take all of them along if "
        "we leave one day?\n\nRegards,\nElena Petrova\nVolta Energy", (),
    ),
    (
        "10:41", "David Park <david.park@acme.example>",
        "Re: Cannot access dashboard [#{dashboard}]",
        "Hello, Sarah forwarded me your answer. I have the same problem since this morning: "
        "“account locked”, and the reset mail does not arrive. Could you unlock me too? My user "
        "name is dpark.\n\nThanks, David\n\nOn Monday, Alex wrote:\n> I found your account was "
        "locked. I’ve unlocked it.\n> Please try logging in again.", ("locked.png",),
    ),
)  # fmt: skip


def receive_all(calendar):
    """Let the emails come in, each at its time; return their rows."""
    return [_arrive(calendar, n, *row) for n, row in enumerate(EMAILS, 1)]


def _arrive(calendar, number, time, sender, subject, text, files):
    """Write one email and let it come in."""
    moment, email = calendar.moment(0, time), EmailMessage()
    story = Ticket.objects.filter(subject="Cannot access dashboard").first()
    email["From"], email["To"] = sender, settings.SUPPORT_ADDRESS
    email["Subject"] = subject.format(dashboard=story.pk if story else 1)
    email["Date"] = format_datetime(moment)
    email["Message-ID"] = f"<demo-{number}@{sender.rpartition('@')[2].strip('>')}>"
    email.set_content(text)
    for name in files:
        email.add_attachment(make_file(name), maintype="image", subtype="png", filename=name)
    with clock.at(moment):
        return receive(email.as_bytes(), source="IMAP", mailbox="demo")
