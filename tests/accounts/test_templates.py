"""Nothing appears in allauth's stock look or words: each template that can be used is ours."""

import pytest
from django.conf import settings
from django.template.loader import get_template

from accounts.urls import urlpatterns

OURS = str(settings.BASE_DIR / "templates")
# What the mounted views say in messages and mails.
WORDS = [
    "429.html",
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/password_changed.txt",
    "usersessions/messages/sessions_logged_out.txt",
    "account/email/base_notification.txt",
    *[
        f"mfa/messages/{what}.txt"
        for what in (
            "totp_activated",
            "totp_deactivated",
            "webauthn_added",
            "webauthn_removed",
            "recovery_codes_generated",
        )
    ],
    *[
        f"{what}_{part}.txt"
        for part in ("subject", "message")
        for what in (
            "account/email/password_reset_key",
            "account/email/password_reset",
            "account/email/password_changed",
            "mfa/email/totp_activated",
            "mfa/email/totp_deactivated",
            "mfa/email/webauthn_added",
            "mfa/email/webauthn_removed",
            "mfa/email/recovery_codes_generated",
        )
    ],
]
UNUSED = {"mfa/webauthn/authenticator_list.html"}


def flat(patterns):
    """All patterns, those of includes too."""
    for pattern in patterns:
        yield from flat(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def pages():
    """The templates of all class-based views that accounts/urls.py mounts."""
    views = (pattern.callback for pattern in flat(urlpatterns))
    classes = filter(None, (getattr(view, "view_class", None) for view in views))
    return sorted({c.template_name for c in classes if getattr(c, "template_name", "")} - UNUSED)


def test_the_mounted_views_are_found():
    assert len(pages()) > 15


@pytest.mark.parametrize("name", [*pages(), *WORDS])
def test_each_template_is_ours(name):
    assert get_template(name).origin.name.startswith(OURS)
