"""Answers an email of ours as a customer's mail program would: to try the helpdesk without one."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from core import clock
from core.text import one_line


def answer_to(parsed, *, sender, text):
    """Return the raw answer of `sender`, an address, to the parsed `mail`."""
    to = parsed.reply_to[0].address if parsed.reply_to else parsed.from_email
    answer = EmailMessage(policy=SMTP.clone(max_line_length=900))
    answer["From"], answer["To"] = one_line(sender), one_line(to)
    subject = one_line(parsed.subject)
    answer["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    answer["Date"] = format_datetime(clock.now())
    answer["Message-ID"] = make_msgid(domain="customer.example")
    if parsed.message_id:
        answer["In-Reply-To"] = f"<{parsed.message_id}>"
        ids = [*parsed.references, parsed.message_id][-20:]
        answer["References"] = " ".join(f"<{one}>" for one in ids)
    answer.set_content(f"{text}\n\n{quotation(parsed)}\n", cte="quoted-printable")
    return answer.as_bytes()


def quotation(parsed):
    """Return the email as its answer quotes it."""
    lines = "\n".join(f"> {line}".rstrip() for line in parsed.text.strip().splitlines())
    when = f"{parsed.date:%d %B %Y, %H:%M}, " if parsed.date else ""
    return f"On {when}{parsed.from_name} wrote:\n{lines}"
