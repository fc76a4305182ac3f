"""Bounces that are written for people: the sentences that mail servers use."""

import re
from typing import NamedTuple

MOST_CHARACTERS = 20_000

ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,100}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9]"

# Where the copy of the returned email starts; addresses behind it are not those that failed.
_COPY = re.compile(
    r"^.{0,20}(?:this is a copy of (?:the|your) message|below this line is a copy|original message"
    r"|unsent message|returned message|message (?:text|header)s? follow|copy of your message"
    r"|start of returned|undelivered message follows|the (?:message|header)s? .{0,40}follow"
    r"|received: from|return-path:|message header)",
    re.I | re.M,
)
_NAMED = re.compile(
    rf"(?:recipient(?:[ -]address)?|user|addressee|to|rcpt to|mailbox|address|final-recipient)"
    rf"\s*[:;=]+\s*(?:rfc822;\s*)?<?({ADDRESS})>?",
    re.I,
)
_AT_START = re.compile(
    rf"^[ \t]*(?:[-*]\s*)?<?({ADDRESS})>?[ \t]*(?::|;|\.\.\.|$|\(|\s+-|,|\s+on\b)", re.M
)
_ANYWHERE = re.compile(rf"<?({ADDRESS})>?")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45]\d\d)[ -](?!\d)[^\n]{3,}")
_DELAYED = re.compile(
    r"\b(?:has not (?:yet )?been delivered|could not be delivered for the last"
    r"|delayed|will (?:continue|keep|be retried|try)|warning message only"
    r"|not yet been delivered|do(?:es)? not need to resend|noch nicht zugestellt)\b",
    re.I,
)
# Who writes bounces, and how they begin.
DAEMON = re.compile(
    r"mailer-?daemon|^postmaster|mail delivery (?:sub)?system|mail-?daemon|^mdaemon"
    r"|^mailadm|^daemon|^smtpgateway|^noreply-bounce|^bounces?\b|internet mail delivery",
    re.I,
)
SUBJECT = re.compile(
    r"undeliver|returned (?:mail|to sender)|failure notice|delivery (?:.{0,20})?fail|mail failure"
    r"|delivery status notification|delivery (?:has been )?delayed|delivery problem"
    r"|message (?:could )?not (?:be )?deliver|mail (?:system )?error"
    r"|non[- ]?deliver(?:y|able)"
    r"|delivery report|can(?:not|'t) (?:be )?(?:send|sent|deliver)|unzustellbar|nicht zustellbar"
    r"|non remis|remise impossible|no se puede entregar|non consegnat|olevererbart|onbestelbaar"
    r"|não entregue|nao entregue|devolvid|не доставлен|недоставлен|kein brief|退信|未送达|無法傳遞"
    r"|配信不能|送信できません|mail could not be delivered|delivery notification|message status"
    r"|warning: could not send|rejected|unknown user|user unknown|bounced? (?:mail|message)",
    re.I,
)
SENTENCE = re.compile(
    r"this is the .{0,60}(?:qmail-send|mail (?:delivery )?system)|could not be delivered"
    r"|undeliverable|permanent(?:ly)? (?:fatal )?error"
    r"|delivery (?:to the following|has failed|failed)"
    r"|did not reach the following|unable to deliver|can(?:not|'t) be delivered|user unknown"
    r"|unknown user|no such (?:user|recipient)|not (?:be )?delivered to|returned to (?:you|sender)"
    r"|transcript of session follows|failed (?:addresses|recipient)"
    r"|mailbox (?:is )?(?:full|unavail)"
    r"|unrouteable|over quota|non recapitabile|konnte nicht zugestellt|n'a pas pu être remis",
    re.I,
)


class BounceText(NamedTuple):
    """What the sentences of a bounce say."""

    recipients: list[str]
    action: str
    status: str
    diagnostic: str


def read_bounce_text(text: str) -> BounceText:
    """Return what the text of a bounce says."""
    text = text[:MOST_CHARACTERS]
    copy = _COPY.search(text, min(60, len(text)))
    own = text[: copy.start()] if copy else text
    status = _STATUS.search(own)
    reply = _REPLY.search(own)
    action = "delayed" if _DELAYED.search(own) and not (reply and reply[1][0] == "5") else "failed"
    return BounceText(
        failed_addresses(own),
        action,
        status[1] if status else reply_status(reply),
        diagnostic_line(own, reply, status),
    )


def failed_addresses(text: str) -> list[str]:
    """Return the addresses that a server names as those that failed."""
    for pattern in (_AT_START, _NAMED, _ANYWHERE):
        found = [address for address in pattern.findall(text) if not DAEMON.search(address)]
        if found:
            return list(dict.fromkeys(found))
    return []


def reply_status(reply: re.Match[str] | None) -> str:
    """Return the class of a bare SMTP reply as a status: 550 is 5.0.0."""
    return f"{reply[1][0]}.0.0" if reply else ""


def diagnostic_line(text: str, reply: re.Match[str] | None, status: re.Match[str] | None) -> str:
    """Return the line with the server's reason: that of its reply code, or of its status."""
    match = reply or status
    if not match:
        return ""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n\n", match.start())
    return " ".join(text[start : end if end >= 0 else len(text)].split())[:500]
