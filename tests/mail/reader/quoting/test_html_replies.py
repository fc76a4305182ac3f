"""Answers in the HTML of five mail programs: what is said is told from the history in it."""

from email.message import EmailMessage

import pytest

from mail.reader import parse
from mail.reader.quoting import split_quotes
from mail.reader.quoting.scanner import QUOTED, SAID

REPLIES = {
    "Gmail": (
        '<div dir="ltr">It works now.<div>Thanks!</div></div><br><div class="gmail_quote">'
        '<div dir="ltr" class="gmail_attr">On Mon, 2 Nov 2026 at 10:00, Alex Kim &lt;<a '
        'href="mailto:s@d.example">s@d.example</a>&gt; wrote:<br></div><blockquote '
        'class="gmail_quote" style="margin:0 0 0 .8ex"><p>Please try again.</p></blockquote></div>'
    ),
    "Outlook": (
        '<div class="WordSection1"><p class="MsoNormal">It works now.</p><p>Thanks!</p><div '
        'style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Alex '
        "Kim &lt;s@d.example&gt; <br><b>Sent:</b> Monday, November 2, 2026 10:00 AM<br><b>To:</b> "
        "Sarah<br><b>Subject:</b> RE: x</p></div><p>Please try again.</p></div>"
    ),
    "Outlook on the web": (
        "<div>It works now.</div><div>Thanks!</div><hr><div id='divRplyFwdMsg'><b>Von:</b> "
        "Alex Kim &lt;s@d.example&gt;<br><b>Gesendet:</b> Montag, 2. November 2026 10:00<br>"
        "<b>An:</b> Sarah<br><b>Betreff:</b> AW: x</div><div>Please try again.</div>"
    ),
    "Apple ParsedEmail": (
        "<div>It works now.</div><div>Thanks!</div><div><br><blockquote type='cite'><div>On 2 Nov "
        "2026, at 10:00, Alex Kim &lt;s@d.example&gt; wrote:</div><br><div>Please try again."
        "</div></blockquote></div>"
    ),
    "Thunderbird": (
        "<p>It works now.</p><p>Thanks!</p><div class='moz-cite-prefix'>On 02/11/2026 10:00, Alex "
        "Kim wrote:<br></div><blockquote type='cite'><p>Please try again.</p></blockquote>"
    ),
}


@pytest.mark.parametrize("program", REPLIES)
def test_the_history_of_an_html_mail_is_found(program):
    mail = EmailMessage()
    mail.set_content(f"<html><body>{REPLIES[program]}</body></html>", subtype="html")
    parts = split_quotes(parse(mail.as_bytes()).text)
    by_kind = {kind: "".join(p.text for p in parts if p.kind == kind) for kind in (SAID, QUOTED)}
    assert by_kind[SAID].replace("-" * 20, "").split() == "It works now. Thanks!".split()
    assert "Please try again." in by_kind[QUOTED]
    assert "Alex Kim" in by_kind[QUOTED]
