"""Email goes both ways while the mailroom is killed: none is lost, none is in a thread twice.

A few kills, each point once, are for every run. `make prove` is the whole of it, which takes
minutes and prints its figures.
"""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.utils import timezone

from mail import signing
from mail.models import IncomingEmail
from tests.factories import TicketFactory
from tests.mail.beside import environment
from tests.mail.conftest import a_mail
from tests.mail.servers.kills.points import POINTS
from tickets.models import Dispatch, Message

pytestmark = [pytest.mark.slow, pytest.mark.needs("dovecot")]

# Every second mailroom dies at a point, in turn.
FEW = (2 * len(POINTS), 100)
MANY = (int(os.environ.get("MAILROOM_KILLS", "200")), int(os.environ.get("MAILROOM_MAILS", "1000")))
SARAH = "sarah.chen@acme.example"


@pytest.fixture
def nursery(settings, box, office):
    """Return a function that raises one mailroom, lets it die, and returns when it is dead."""
    variables = environment(settings.MEDIA_ROOT, MAILBOX_URL=box.url(), EMAIL_URL=office.url)
    variables["LOG_LEVEL"] = "CRITICAL"
    command = [sys.executable, "-m", "tests.mail.servers.kills.nursery"]
    pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=variables, **pipe) as process:

        def raise_one(order):
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield raise_one
        process.stdin.close()


class Traffic:
    """Email in both directions, in one thread, and what is known of it."""

    def __init__(self, ticket, alex, box):
        self.ticket, self.alex, self.box = ticket, alex, box
        self.thread, self.written, self.delivered = None, [], []
        self.in_the_window = set()

    def more(self, number):
        """Write and deliver so many more emails, each way."""
        for _each in range(number):
            words = f"Mail {len(self.written)}"
            message = self.ticket.write_mail(words, by=self.alex, to=[SARAH], thread=self.thread)
            self.thread = self.thread or message.thread
            self.written.append(message.message_id)
        Dispatch.objects.filter(due_at__gt=timezone.now()).update(due_at=timezone.now())
        start, to = len(self.delivered), signing.reply_address(self.thread)
        ids = [f"<in{start + n}@acme.example>" for n in range(number)]
        self.box.deliver(*(a_mail(f"Answer {own}", To=to, Message_ID=own) for own in ids))
        self.delivered += [own.strip("<>") for own in ids]

    def look(self):
        """Note which emails nobody can tell of whether the server has them."""
        leased = Message.objects.filter(dispatch__lease__isnull=False)
        self.in_the_window |= set(leased.values_list("message_id", flat=True))

    def is_done(self):
        """Tell whether all of it has arrived where it goes."""
        read = IncomingEmail.objects.exclude(state="STORED").count()
        return read == len(self.delivered) and not self.thread.messages.filter(
            delivery__in=["QUEUED", "SENDING"]
        )


def orders(kills):
    """Yield how mailrooms die: at each point in its turn, and in between just so."""
    points = list(POINTS)
    for number in range(kills):
        if number % 2:
            yield {"after": random.uniform(0.02, 0.5)}
        else:
            yield {"point": points[number // 2 % len(points)], "times": random.randint(1, 4)}


@pytest.mark.parametrize(
    ("kills", "mails"),
    [
        pytest.param(*FEW, id="a few"),
        pytest.param(*MANY, id="by the hundred", marks=pytest.mark.prove),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_nothing_is_twice(nursery, box, office, sarah, alex, kills, mails):
    began, deaths = time.monotonic(), Counter()
    traffic = Traffic(TicketFactory(customer=sarah, by=alex, holder=alex), alex, box)
    for order in orders(kills):
        traffic.more(min(-(-mails // kills), mails - len(traffic.written)))
        deaths[nursery(order)["point"]] += 1
        traffic.look()
    deadline = time.monotonic() + 60 + mails / 5
    while not traffic.is_done():
        assert time.monotonic() < deadline, "not all of it arrives"
        deaths[nursery({"after": 3})["point"]] += 1
        traffic.look()
    doubles = sent_twice(traffic, office)
    odd = came_in_once(traffic)
    sys.stdout.write(
        f"\n{sum(deaths.values())} kills in {time.monotonic() - began:.0f} s, {mails} mails each "
        f"way: {len(doubles)} sent twice, set aside unread: {odd}; {dict(deaths)}\n"
    )


def sent_twice(traffic, office):
    """Return the ids of emails that the server has twice, each of which could not be helped."""
    assert set(traffic.thread.messages.filter(direction="OUT").values_list("delivery")) == {
        ("SENT",)
    }
    taken = Counter(taken.message_id for taken in office.taken)
    assert set(taken) == set(traffic.written)
    doubles = {own for own, times in taken.items() if times > 1}
    assert doubles <= traffic.in_the_window
    said = {own: set() for own in doubles}
    for mail in office.taken:
        if mail.message_id in doubles:
            words = mail.mail.get_body(("plain",)).get_content().splitlines()[0]
            said[mail.message_id].add((mail.recipients, words))
    assert all(len(same) == 1 for same in said.values())
    return doubles


def came_in_once(traffic):
    """Return why emails wait unread in the inbox; all others are messages, each once."""
    mails = list(IncomingEmail.objects.all())
    assert sorted(id_of(mail) for mail in mails) == sorted(traffic.delivered)
    aside = [mail for mail in mails if mail.state != "FILED"]
    # Whoever dies three times over the same email calls it poison; it is there to be seen.
    assert {(mail.state, mail.reason) for mail in aside} <= {("WAITING", "UNREADABLE")}
    came = [message.message_id for message in traffic.thread.messages.filter(direction="IN")]
    assert sorted(came) == sorted(f"<{mail.mail_id}>" for mail in mails if mail.state == "FILED")
    return [mail.error for mail in aside]


def id_of(mail):
    """Return the Message-ID in the bytes of a stored email."""
    with mail.raw.open("rb") as file:
        return re.search(rb"^Message-ID: <(.*?)>", file.read(), re.MULTILINE)[1].decode()
