"""The tokens in links that let somebody choose a password: invitations and forgotten passwords."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

RESET_LIVES = timedelta(hours=1)
"""How long a forgotten password can be replaced; an invitation lives for PASSWORD_RESET_TIMEOUT."""


class PasswordTokens(PasswordResetTokenGenerator):
    """Django's, and a token dies as well when its person is deactivated.

    It dies of itself in time, when it was used, when the person signed in or when their address
    changed. Who has no password yet was invited, and has three days. allauth's own generator would
    copy every address to its own table.
    """

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"

    def check_token(self, user, token):
        """Whether the token is this person's and alive."""
        if not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])
        return age <= RESET_LIVES.total_seconds() or not user.has_usable_password()
