"""Answers as five popular mail programs write them: each quotes in its own way.

Each function takes the email that is answered (as the standard library reads it) and the answer's
words, and returns the bytes of an email whose headers the test still changes.
"""

from email.message import EmailMessage
from email.utils import make_msgid
from html import escape


def answer_to(mail, words, html, *, program):
    """Return an answer as any program addresses it: to Reply-To, with the ids it knows."""
    answer = EmailMessage()
    answer["From"] = "Sarah Chen <sarah.chen@acme.example>"
    answer["To"] = mail["Reply-To"]
    answer["Subject"] = f"Re: {mail['Subject']}"
    answer["Message-ID"] = make_msgid(domain="acme.example")
    answer["In-Reply-To"] = mail["Message-ID"]
    answer["References"] = f"{mail.get('References', '')} {mail['Message-ID']}".strip()
    answer["X-Mailer"] = program
    answer.set_content(f"{words}\n\nOn Monday, Helpdesk wrote:\n{quoted(mail)}\n")
    answer.add_alternative(html, subtype="html")
    return answer


def text_of(mail):
    """Return the plain text of an email."""
    return mail.get_body(("plain",)).get_content().strip()


def quoted(mail):
    """Return the plain text of an email, as old programs quote."""
    return "\n".join(f"> {line}" for line in text_of(mail).splitlines())


def as_html(mail):
    """Return the plain text of an email as simple HTML."""
    return escape(text_of(mail)).replace("\n", "<br>")


def gmail(mail, words):
    """The web email that folds what it quotes into a `gmail_quote`."""
    html = (
        f'<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container">'
        '<div dir="ltr" class="gmail_attr">On Mon, 23 Nov 2026 at 10:00, Alex Kim &lt;'
        f'<a href="mailto:{mail["Reply-To"]}">support</a>&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        f'rgb(204,204,204);padding-left:1ex">{as_html(mail)}</blockquote></div>'
    )
    return answer_to(mail, words, html, program="gmail")


def outlook(mail, words):
    """The office program: no quote marks, a rule, and the headers of the email before."""
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal '
        '{margin:0cm;font-family:"Calibri",sans-serif;} --></style></head><body lang="EN-GB">'
        f'<div class="WordSection1"><p class="MsoNormal">{words}<o:p></o:p></p>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<p class="MsoNormal"><b>From:</b> Alex Kim &lt;{mail["Reply-To"]}&gt;<br>'
        "<b>Sent:</b> 23 November 2026 10:00<br><b>To:</b> Sarah Chen<br>"
        f"<b>Subject:</b> {mail['Subject']}<o:p></o:p></p></div>"
        f'<p class="MsoNormal">{as_html(mail)}</p></div></body></html>'
    )
    return answer_to(mail, words, html, program="Microsoft Outlook 16.0")


def apple_mail(mail, words):
    """The mail program of the other computer, which sends HTML that is one long line."""
    html = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        f'<body style="overflow-wrap: break-word;">{words}<br id="lineBreakAtBeginningOfMessage">'
        '<div><br><blockquote type="cite"><div>On 23 Nov 2026, at 10:00, Alex Kim wrote:</div>'
        f'<br class="Apple-interchange-newline"><div>{as_html(mail)}</div></blockquote></div>'
        "</body></html>"
    )
    return answer_to(mail, words, html, program="Apple Mail (2.3826)")


def thunderbird(mail, words):
    """The free mail program; the answer stands below the quote as often as above."""
    html = (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; '
        'charset=UTF-8"></head><body><div class="moz-cite-prefix">On 23/11/2026 10:00, Alex Kim '
        f'wrote:<br></div><blockquote type="cite" cite="mid:{mail["Message-ID"].strip("<>")}">'
        f"{as_html(mail)}</blockquote><p>{words}</p></body></html>"
    )
    return answer_to(mail, words, html, program="Thunderbird")


def yahoo(mail, words):
    """The other web email, with ids and styles all over."""
    html = (
        '<html><head></head><body><div class="ydp1yahoo-style-wrap" style="font-size:13px;">'
        f'<div dir="ltr" data-setdir="false">{words}</div><div><br></div></div>'
        '<div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div style="color:#26282a;">'
        "<div>On Monday, 23 November 2026 at 10:00:00 GMT, Alex Kim wrote: </div>"
        f"<div><br></div><div>{as_html(mail)}</div></div></div></body></html>"
    )
    return answer_to(mail, words, html, program="WebService/1.1 YMailNodin")


PROGRAMS = [gmail, outlook, apple_mail, thunderbird, yahoo]
