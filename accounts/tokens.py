"""The tokens in links that let somebody choose a password: invitations and forgotten passwords."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class PasswordTokens(PasswordResetTokenGenerator):
    """Django's, and a token dies as well when its person is deactivated.

    It dies of itself after PASSWORD_RESET_TIMEOUT, when it was used, when the person signed in or
    when their address changed. allauth's own generator would copy every address to its own table.
    """

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"
