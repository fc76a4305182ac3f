"""How a new colleague comes in."""

import re
from datetime import timedelta
from urllib.parse import urlparse

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from accounts.models import AccountEvent
from core.refusals import NotAllowed, Refusal
from tests.accounts.conftest import is_in, sign_in, trail

User = get_user_model()
SAM = {"email": " Sam@Helpdesk.example", "name": " Sam  Okafor "}


@pytest.fixture
def invite(lisa, mail_after_commit):
    """Return a function by which Lisa invites Sam."""

    def invite_sam(**more):
        with mail_after_commit():
            return User.objects.invite(by=lisa, **{**SAM, **more})

    return invite_sam


def test_a_colleague_is_invited_and_chooses_a_password(browser, invite, lisa, tech):
    sam, link = invite(groups=[tech], why="starts on Monday")
    assert (sam.email, sam.name, sam.role) == ("sam@helpdesk.example", "Sam Okafor", "agent")
    assert not sam.has_usable_password()
    assert list(tech.members.all()) == [sam]
    invited = AccountEvent.objects.get(kind="invited")
    assert (invited.by, invited.user, invited.why) == (lisa, sam, "starts on Monday")
    assert trail() == ["invited", "joined"]

    (message,) = mail.outbox
    assert message.to == ["sam@helpdesk.example"]
    assert message.subject == "Lisa Brandt invites you to the helpdesk"
    assert re.search(r"http\S+/password/\S+", message.body)[0] == link, "to pass on by hand"

    client = browser()
    page = client.get(urlparse(link).path, follow=True)
    assert b"Choose a password" in page.content
    twice = dict.fromkeys(("password1", "password2"), "my very own words")
    client.post(page.redirect_chain[-1][0], twice)
    assert is_in(client)
    assert trail(user=sam)[2:] == ["password_chosen", "signed_in"]


@pytest.mark.parametrize(("hours", "works"), [(71, True), (73, False)])
def test_an_invitation_lives_for_three_days(browser, invite, hours, works):
    _sam, link = invite()
    assert "within three days" in mail.outbox[0].body
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        page = browser().get(urlparse(link).path, follow=True)
    assert (b"Choose a password" in page.content) == works


def test_until_then_nobody_signs_in_as_them(browser, invite):
    sam, _link = invite()
    for password in ("", "!", sam.password):
        assert sign_in(browser(), sam, password).status_code == 422


def test_an_invitation_can_be_sent_again_until_it_was_used(invite, lisa, alex, mail_after_commit):
    sam, _link = invite()
    with mail_after_commit():
        link = sam.invite_again(by=lisa)
    assert link in mail.outbox[1].body
    assert trail(user=sam) == ["invited", "invited_again"]
    with pytest.raises(Refusal, match="already has a password"):
        alex.invite_again(by=lisa)


@pytest.mark.parametrize(
    ("wrong", "words", "field"),
    [
        ({"email": "ALEX@helpdesk.example"}, "already", "email"),
        ({"email": "sam"}, "not an email address", "email"),
        ({"email": "sam@helpdesk.example\nBcc: all@x.example"}, "not an email address", "email"),
        ({"name": "  "}, "needs a name", "name"),
        ({"name": "S" * 101}, "at most 100", "name"),
        ({"role": "owner"}, "no role", "role"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_left(invite, alex, wrong, words, field):
    with pytest.raises(Refusal, match=words) as refused:
        invite(**wrong)
    assert refused.value.field == field
    assert not User.objects.filter(email="sam@helpdesk.example").exists()
    assert (trail(), mail.outbox) == ([], [])


def test_only_admins_invite(alex):
    with pytest.raises(NotAllowed):
        User.objects.invite(by=alex, **SAM)


def test_a_name_makes_no_second_header(invite):
    with pytest.raises(Refusal):
        invite(name="")
    sam, _link = invite(name="Sam\r\nBcc: all@x.example")
    assert sam.name == "Sam Bcc: all@x.example"
    assert "\n" not in mail.outbox[0].subject
