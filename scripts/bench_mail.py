"""Measures how many emails one core receives per second, and how much memory that takes.

    python -m scripts.bench_mail [NUMBER]                          on SQLite
    python -m scripts.cluster python -m scripts.bench_mail         on PostgreSQL

Works in a temporary folder or, with a PostgreSQL server, in the given database. The emails are made
up: six of ten are short answers, a quarter is HTML, a tenth has a file, a few are bounces.
"""

import os
import resource
import sys
import tempfile
import time
from email.message import EmailMessage

WORDS = "Thank you, it works now. The second account is still locked, though.\n"
TICKETS = 50


def prepare(folder):
    """Make the tables; return (address, reply address) of customers whom we have written to."""
    os.environ |= {"LOCAL": "1", "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/helpdesk.sqlite3")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return [write_to(number) for number in range(TICKETS)]


def write_to(number):
    """Write to a new customer; return their address and the reply address."""
    from accounts.models import User
    from customers.models import Customer
    from mail import signing
    from tickets.models import Ticket

    agent = User.objects.filter(email="agent@helpdesk.example").first()
    agent = agent or User.objects.create_user(email="agent@helpdesk.example", name="Agent")
    address = f"customer{number}@acme.example"
    customer = Customer.register(name=f"Customer {number}", emails=[address], by=agent)
    ticket = Ticket.create(subject=f"Question {number}", customer=customer, by=agent)
    return address, signing.reply_address(ticket.write_mail(WORDS, by=agent, to=[address]).thread)


def mails(number, people):
    """Yield `number` different emails, as bytes."""
    for n in range(number):
        address, reply = people[n % len(people)]
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Customer <{address}>", reply
        mail["Subject"], mail["Message-ID"] = f"Re: Question {n}", f"<{n}@acme.example>"
        mail["Date"] = "Mon, 23 Nov 2026 10:30:00 +0000"
        mail.set_content(WORDS * 5 + "\n> ".join([""] + [WORDS.strip()] * 20))
        if n % 20 < 5:
            mail.add_alternative(f"<div><p>{WORDS}</p></div>" * 200, subtype="html")
        elif n % 20 < 7:
            data = os.urandom(200_000)
            mail.add_attachment(data, maintype="application", subtype="pdf", filename="a.pdf")
        elif n % 20 == 7:
            mail.replace_header("From", "MAILER-DAEMON@acme.example")
            mail["Auto-Submitted"] = "auto-replied"
        yield mail.as_bytes()


def rate(function, raws):
    """Return how many emails a function does per second of processor time and of real time."""
    clock, processor = time.perf_counter(), time.process_time()
    for raw in raws:
        function(raw)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    return len(raws) / processor, len(raws) / clock


def megabytes():
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(number=1000):
    """Receive `number` emails and print how fast that was."""
    with tempfile.TemporaryDirectory(prefix="helpdesk-bench-") as folder:
        people = prepare(folder)
        from django.db import connection

        from mail.incoming.receiving import receive
        from mail.reader import parse
        from tickets.models import Message

        raws, before = list(mails(number, people)), megabytes()
        print(f"{number} mails, {sum(map(len, raws)) / number / 1024:.0f} kB on average")
        print(
            "parsed: {:.0f}/s of processor time, {:.0f}/s by the clock".format(*rate(parse, raws))
        )
        received = rate(lambda raw: receive(raw, source="PIPE"), raws)
        words = "stored, parsed and filed on {}: {:.0f}/s of processor time, {:.0f}/s by the clock"
        print(words.format(connection.vendor, *received))
        print(f"{Message.objects.filter(direction='IN').count()} are in their threads")
        print(f"memory: {before:.0f} MB before, {megabytes():.0f} MB at most")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
