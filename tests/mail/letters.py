"""Emails with HTML, pictures and files, as raw bytes."""

import io
from email.message import EmailMessage

from PIL import Image

from mail.incoming.receiving import file_email, receive


def png(colour="teal", size=(40, 30)):
    """Return the bytes of a picture."""
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return content.getvalue()


def letter(html, text="It works now!", *, picture=None, files=(), **headers):
    """Return the raw bytes of an email from Sarah with HTML; `picture` is its `cid:logo@acme`."""
    mail = EmailMessage()
    given = {
        "From": "Sarah Chen <sarah.chen@acme.example>",
        "To": "support@helpdesk.localhost",
        "Subject": "Re: Cannot access dashboard",
        "Message-ID": "<letter@acme.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in given.items():
        mail[name] = value
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    if picture:
        rich = mail.get_payload()[1]
        rich.add_related(picture, "image", "png", cid="<logo@acme>", filename="logo.png")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def filed(ticket, by, raw):
    """Let an email come in and be filed on a ticket by somebody; return its message."""
    return file_email(receive(raw, source="PIPE"), ticket=ticket, by=by)
