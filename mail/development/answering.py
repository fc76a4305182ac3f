"""Answers a mail of ours as a customer's mail program would: to try the helpdesk without one."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from core import clock
from core.text import one_line


def answer_to(mail, *, sender, text):
    """Return the raw answer of `sender`, an address, to the parsed `mail`."""
    to = mail.reply_to[0].address if mail.reply_to else mail.from_email
    answer = EmailMessage(policy=SMTP.clone(max_line_length=900))
    answer["From"], answer["To"] = one_line(sender), one_line(to)
    subject = one_line(mail.subject)
    answer["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    answer["Date"] = format_datetime(clock.now())
    answer["Message-ID"] = make_msgid(domain="customer.example")
    if mail.message_id:
        answer["In-Reply-To"] = f"<{mail.message_id}>"
        ids = [*mail.references, mail.message_id][-20:]
        answer["References"] = " ".join(f"<{one}>" for one in ids)
    answer.set_content(f"{text}\n\n{quotation(mail)}\n", cte="quoted-printable")
    return answer.as_bytes()


def quotation(mail):
    """Return the mail as its answer quotes it."""
    lines = "\n".join(f"> {line}".rstrip() for line in mail.text.strip().splitlines())
    when = f"{mail.date:%d %B %Y, %H:%M}, " if mail.date else ""
    return f"On {when}{mail.from_name} wrote:\n{lines}"
