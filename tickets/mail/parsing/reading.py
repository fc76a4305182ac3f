"""From raw bytes to a `Mail`."""

import email
import email.header
import email.utils

from .mail import Address, Attachment, Mail


def parse(raw):
    """Return the `Mail` that these bytes hold; never raises."""
    try:
        return read(email.message_from_bytes(raw))
    except Exception:
        return Mail(text=clean(raw[:100_000].decode("utf-8", "replace")), problems=("unreadable",))


def read(message):
    """Return the `Mail` of the standard library's message."""
    leaves = [part for part in message.walk() if not part.is_multipart()]
    sender = (addresses(message, "From") or (Address("", ""),))[0]
    return Mail(
        subject=words(message["Subject"]),
        from_name=sender.name,
        from_email=sender.address,
        reply_to=addresses(message, "Reply-To"),
        to=addresses(message, "To"),
        cc=addresses(message, "Cc"),
        message_id=words(message["Message-ID"]).strip("<> "),
        in_reply_to=words(message["In-Reply-To"]).strip("<> "),
        references=tuple(ref.strip("<>") for ref in words(message["References"]).split()),
        text="\n".join(text_of(leaf) for leaf in leaves if is_body(leaf, "text/plain")),
        html="\n".join(text_of(leaf) for leaf in leaves if is_body(leaf, "text/html")),
        attachments=tuple(
            Attachment(
                words(leaf.get_filename()) or "attachment",
                leaf.get_content_type(),
                leaf.get_payload(decode=True) or b"",
            )
            for leaf in leaves
            if not is_body(leaf, "text/plain") and not is_body(leaf, "text/html")
        ),
    )


def clean(text):
    """Return text without NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def words(value):
    """Return a header's text."""
    return clean(str(email.header.make_header(email.header.decode_header(value or ""))))


def addresses(message, name):
    """Return the addresses of a header."""
    values = [str(value) for value in message.get_all(name, [])]
    return tuple(
        Address(words(name), clean(address)) for name, address in email.utils.getaddresses(values)
    )


def is_body(leaf, kind):
    """Tell whether a part is text to be read."""
    return leaf.get_content_type() == kind and not leaf.get_filename()


def text_of(leaf):
    """Return the decoded text of a part."""
    data = leaf.get_payload(decode=True) or b""
    try:
        return clean(data.decode(leaf.get_content_charset("utf-8"), "replace"))
    except LookupError:
        return clean(data.decode("utf-8", "replace"))
