"""Each kind of event and each reason of an email has all its words."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core.templatetags.ui import icon
from mail.models import IncomingEmail, MailEvent
from mail.trail import EVENT_KINDS, event_sentence


@pytest.mark.parametrize("kind", EVENT_KINDS.values(), ids=str)
def test_an_event_kind_is_whole(kind):
    assert str(kind.name)[0].isupper()
    changes = {"file": {"old": None, "new": "#7 <"}}
    words = event_sentence(MailEvent(kind=kind.value, changes=changes))
    assert words == str(kind.sentence).format(new="#7 &lt;", sender="")
    assert words[0].islower()


def test_every_event_kind_that_is_recorded_has_its_words():
    calls = re.compile(r'(?:record\(|kind=)\s*"(\w+)"')
    sources = [path.read_text() for path in (Path(settings.BASE_DIR) / "mail").rglob("*.py")]
    recorded = {kind for source in sources for kind in calls.findall(source)}
    assert set(EVENT_KINDS) <= recorded <= {*EVENT_KINDS, "EMAIL", "edited"}


@pytest.mark.parametrize("reason", IncomingEmail.Reason)
def test_a_reason_is_whole(reason):
    email = IncomingEmail(reason=reason.value)
    assert email.reason_line == reason.line
    assert str(reason.line)
    assert email.get_reason_display() == reason.label
    assert str(reason.label).endswith(".")
    assert "<svg" in icon(email.reason_icon)


def test_an_email_without_a_reason_has_no_line():
    assert IncomingEmail().reason_line == ""
    assert "<svg" in icon(IncomingEmail().reason_icon)
