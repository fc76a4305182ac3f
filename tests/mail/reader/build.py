"""Raw emails, put together by hand as no library would: parts, headers, lines."""

import base64


def mail(body=b"", *fields, **named):
    """Return an email of header fields ("Name: value") and a body; text is UTF-8."""
    lines = [*fields, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    return b"\n".join(map(raw, lines)) + b"\n\n" + raw(body)


def part(body=b"", *fields, **named):
    """Return a part of a multipart; it looks like an email."""
    return mail(body, *fields, **named)


def multipart(*parts, kind="mixed", boundary="cut", fields=("From: sarah@acme.example",), extra=""):
    """Return an email (or a part) that holds these parts."""
    edge = raw(f"--{boundary}")
    inside = b"".join(edge + b"\n" + raw(each) + b"\n" for each in parts)
    kind = f'Content-Type: multipart/{kind}; boundary="{boundary}"{extra}'
    return mail(inside + edge + b"--\n", *fields, kind)


def file(name, data, kind="application/octet-stream", *fields):
    """Return a part that is an attachment, in base64."""
    return part(
        base64.encodebytes(data),
        f"Content-Type: {kind}",
        f'Content-Disposition: attachment; filename="{name}"',
        "Content-Transfer-Encoding: base64",
        *fields,
    )


def raw(text):
    """Return bytes."""
    return text if isinstance(text, bytes) else text.encode()
