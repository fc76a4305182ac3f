"""Second factors: encrypted in the database."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def fernet():
    """Return what encrypts with the first of SECOND_FACTOR_KEYS and decrypts with any of them."""
    digests = (
        hashlib.sha256(b"helpdesk second factor" + key.encode()).digest()
        for key in settings.SECOND_FACTOR_KEYS
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def keys_fit():
    """Tell whether SECOND_FACTOR_KEYS open every second factor in the database."""
    from allauth.mfa.models import Authenticator

    key = fernet()
    for data in Authenticator.objects.values_list("data", flat=True):
        if encrypted := data.get("secret") or data.get("seed"):
            try:
                key.decrypt(encrypted.encode())
            except InvalidToken:
                return False
    return True


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's hooks for authenticator apps, passkeys and recovery codes.

    A stolen copy of the database alone gives nobody a second factor.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong or was used already. Try again."),
        "cannot_generate_recovery_codes": _("Add an authenticator app or a passkey first."),
    }

    def encrypt(self, text):
        """Return a secret as it is stored."""
        return fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Return a secret as it is used. Raises ValidationError if no key of ours fits."""
        try:
            return fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ValidationError(
                _("This server's key no longer fits your second factor. Ask an admin to reset it.")
            ) from error

    def _get_site_name(self):
        return settings.MFA_TOTP_ISSUER

    def generate_authenticator_name(self, user, type):  # noqa: A002  (allauth's signature)
        """The name offered for a new passkey."""
        return _("Passkey")
