"""Signing in and out, passwords, and the emails about them."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import mailer
from accounts.models import User

# One text for every failure: a wrong password, an unknown address, somebody who left and one try
# too many look the same to who is outside.
REFUSED = _(
    "This email address and password do not let you in. "
    "After several tries, wait five minutes or reset the password."
)


WAYS_TO_CONFIRM = {
    "reauthenticate": _("With the password"),
    "mfa_reauthenticate": _("With a code from your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks: who may come in, and what goes on the trail about it.

    The trail is written in these hooks, not by signals: they are called where it happens.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": REFUSED,
        "too_many_login_attempts": REFUSED,
        "account_inactive": REFUSED,
        "invalid_login": REFUSED,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your current password."),
    }

    def is_open_for_signup(self, request):
        """Nobody signs up: an admin invites."""
        return False

    def authenticate(self, request, **credentials):
        """Return the person whose email and password these are; None for who may not come in."""
        user = super().authenticate(request, **credentials)
        if user is None or user.is_active:
            return user
        self.authentication_failed(request, **credentials)
        return None

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count tries by the typed address alone.

        allauth counts for each Host header anew, and who guesses may choose that among ours.
        """
        return credentials.get("email", "").lower()

    def authentication_failed(self, request, **credentials):
        """Put on record who was knocked for, never with what password."""
        User.objects.record_failed_sign_in(credentials.get("email", ""))

    def respond_user_inactive(self, request, user):
        """A passkey of somebody who left: the same words as for a wrong password."""
        User.objects.record_failed_sign_in(user.email)
        messages.error(request, REFUSED)
        return redirect("account_login")

    def login(self, request, user):
        """Start the session, unless the person was deactivated while giving the second factor."""
        user.refresh_from_db(fields=["is_active"])
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def post_login(self, request, user, **kwargs):
        """Put the sign-in on record, with what it was made."""
        records = get_authentication_records(request, user)
        means = [record.get("type") or record["method"] for record in records]
        user.record("signed_in", by=user, changes={"with": {"old": None, "new": means}})
        return super().post_login(request, user, **kwargs)

    def logout(self, request):
        """Put the sign-out on record, then end the session."""
        request.user.record("signed_out", by=request.user)
        super().logout(request)

    @transaction.atomic
    def set_password(self, user, password):
        """Give a person the password they chose; on record is how, never what."""
        if self.request.user == user:
            kind = "password_changed"
        else:
            kind = "password_reset" if user.has_usable_password() else "password_chosen"
        user.set_password(password)
        user.save(update_fields=["password"])
        user.record(kind, by=user)

    def get_reauthentication_methods(self, user):
        """The ways to show once more who one is, in our words."""
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS_TO_CONFIRM[way["id"]]} for way in ways]

    def get_password_change_redirect_url(self, request):
        """Back to where the link to it was."""
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key):
        """The link in the email, under PUBLIC_URL whatever the request's Host says."""
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.PUBLIC_URL}{path}"

    def send_password_reset_mail(self, user, email, context):
        """Send the link to the address on file, whatever spelling of it was typed."""
        super().send_password_reset_mail(user, user.email, context)

    def send_mail(self, template_prefix, email, context):
        """Render now, send soon."""
        mailer.send_soon(mailer.email_from(template_prefix, email, **context))
