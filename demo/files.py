"""The demo's files: small, but real ones, made here and now."""

import io

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, MUTED, FRAME, ALARM, ACTION = (
    "#ffffff", "#1f2328", "#6e7781", "#d0d7de", "#b42318", "#2557d6",
)  # fmt: skip

PICTURES = {
    "locked.png": ("Sign in", "Your account is locked.", "Ask your administrator for help."),
    "blank-page.png": ("Logo", "", "Upload finished: 0 of 1 files"),
    "empty-charts.png": ("Overview", "Nothing to show", "Revenue   Orders   Returns"),
    "two-factor.png": ("Two-step sign-in", "This code is not valid.", "Enter the six digits"),
    "statement.png": ("Card statement", "Two payments of 348.00", "the same day, 14:02 and 14:03"),
    "map.png": ("Deliveries", "The map did not load.", "Tiles: 403"),
    "calendar-week.png": ("Calendar", "Week starts on Sunday", "Language: German"),
}

PAPERS = {
    "invoice-118.pdf": ("Invoice 118", "Nordlicht GmbH", "Net 1,240.00", "VAT 19 %  235.60"),
    "credit-note-0093.pdf": ("Credit note 0093", "Casa Verde", "348.00"),
    "purchase-order.pdf": ("Order KL-5531", "Kestrel Logistics", "Business plan, 25 seats"),
}  # fmt: skip

TEXTS = {
    "browser-console.txt": (
        "POST /session 423 (Locked)\n"
        "GET /dashboard 302 -> /sign-in\n"
        "Warning: third attempt, form disabled for 60 s\n"
    ),
    "sign-in-log.csv": "at,account,result\n"
    + "".join(f"06:1{n // 7}:{n * 8 % 60:02},sarah.chen,wrong password\n" for n in range(14)),
    "webhook-body.txt": (
        "X-Signature: t=1730448000,v1=5f2c9e\n\n"
        '{"event": "order.paid", "id": "or_4471", "total": "18.50"}\n'
    ),
    "saml-trace.txt": (
        "<Assertion>\n  <Subject>\n    <!-- no NameID -->\n  </Subject>\n</Assertion>\n"
    ),
    "orders-sample.csv": "order,customer,total\n"
    + "".join(f"{4400 + n},C-{n % 37:03},{(n * 7919) % 9000 / 100:.2f}\n" for n in range(60)),
    "import-errors.csv": "line,problem\n118,date is 31/02\n119,date is 31/02\n640,empty amount\n",
    "timings.csv": "day,seconds\nMonday,14.2\nTuesday,3.1\nWednesday,2.9\nThursday,3.0\n",
}


def make_file(name):
    """Return the bytes of the demo file of this name. Raises KeyError for an unknown one."""
    if name in PICTURES:
        return picture(*PICTURES[name])
    if name in PAPERS:
        return paper(PAPERS[name])
    return TEXTS[name].encode()


def picture(title, alarm, hint):
    """Return a PNG that looks like a window with a message."""
    image = Image.new("RGB", (720, 420), "#f6f8fa")
    draw = ImageDraw.Draw(image)
    large, normal = (ImageFont.load_default(size) for size in (26, 18))
    draw.rectangle((60, 40, 660, 380), PAPER, FRAME, 2)
    draw.rectangle((60, 40, 660, 84), "#eaeef2", FRAME, 2)
    for n in range(3):
        draw.ellipse((78 + 26 * n, 56, 90 + 26 * n, 68), FRAME)
    draw.text((100, 120), title, INK, large)
    draw.text((100, 186), alarm, ALARM, normal)
    draw.text((100, 224), hint, MUTED, normal)
    draw.rounded_rectangle((100, 292, 260, 334), 6, ACTION)
    draw.text((142, 301), "Continue", PAPER, normal)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def paper(lines):
    """Return a PDF of one page with these lines, the first one large."""
    text = "".join(
        f"BT /F1 {22 if n == 0 else 12} Tf 72 {760 - 36 * n} Td ({_escaped(line)}) Tj ET\n"
        for n, line in enumerate(lines)
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return _document(objects)


def _document(objects):
    """Return a PDF file of these objects, with the table that says where each begins."""
    out, starts = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    count = len(objects) + 1
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def _escaped(line):
    """Return a line as a PDF string holds it."""
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
