"""allauth's forms of the second factor, with our labels, and with codes that are good once."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from cryptography.exceptions import InvalidSignature
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.adapters.account import REFUSED
from accounts.models import User
from accounts.sign_in.forms import relabel

NAME_MAX = 60
CREDENTIAL_MAX = 100_000  # some makers put their certificates into it
# A code is valid in its own half minute and, by MFA_TOTP_TOLERANCE, in one before and one after.
CODE_LIVES = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)


def ask_for_code(form, label):
    """Make the field of a code one that telephones fill and offer digits for."""
    relabel(form, code=label)
    attributes = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
    form.fields["code"].widget.attrs |= attributes


class GoodOnce:
    """A code that was accepted is refused for as long as it would be valid.

    allauth itself remembers it for half a minute only, whatever the tolerance.
    """

    def clean_code(self):
        """Return the code. Raises ValidationError if it is wrong or was used before."""
        code = super().clean_code()
        digits = "".join(char for char in code if char.isalnum())
        if not cache.add(f"used-code:{self.user.pk}:{digits}", 1, CODE_LIVES):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(GoodOnce, allauth.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_code(self, _("Code from your app, or a recovery code"))


class ConfirmSecondFactorForm(GoodOnce, allauth.ReauthenticateForm):
    """The same, before something that a passer-by must not do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_code(self, _("Code from your app, or a recovery code"))


class AddAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app proves that it has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_code(self, _("Code from your app"))


# What parsers of a made-up credential stumble over; allauth expects some of these only.
MADE_UP = (AttributeError, IndexError, InvalidSignature, KeyError, TypeError, ValueError)


class CredentialField(forms.JSONField):
    """A passkey's answer: no more than one needs, and refused where JSON itself gives up.

    Python's reader fails in other ways than Django expects: too many brackets, too many digits.
    """

    widget = forms.HiddenInput

    def to_python(self, value):
        """Return the value. Raises ValidationError if it is no JSON, or is endless."""
        try:
            if len(value or "") <= CREDENTIAL_MAX:
                return super().to_python(value)
        except (RecursionError, ValueError):
            pass
        raise forms.ValidationError(self.error_messages["invalid"])

    def bound_data(self, data, initial):
        """Return nothing: an answer is good for one try."""


class UsesPasskey:
    """A passkey's answer comes from outside: one that is made up is refused, not stumbled over."""

    def clean_credential(self):
        """Return the authenticator. Raises ValidationError if the credential proves nothing."""
        try:
            return super().clean_credential()
        except (*MADE_UP, forms.ValidationError) as error:
            raise self.refusal() from error

    def refusal(self):
        """Put the failure on record and return the error to show."""
        change = {"second_factor": {"old": None, "new": "webauthn"}}
        self.user.record("second_factor_failed", by=None, changes=change)
        return get_adapter().validation_error("incorrect_code")


class PasskeySignInForm(UsesPasskey, passkeys.LoginWebAuthnForm):
    """Signing in by a passkey alone; a failure is told and recorded as that of a password."""

    credential = CredentialField()

    def refusal(self):
        """Put the failure on record and return the error to show."""
        User.objects.record_failed_sign_in("", means="webauthn")
        return forms.ValidationError(REFUSED)


class PasskeyForm(UsesPasskey, passkeys.AuthenticateWebAuthnForm):
    """The second step of signing in, by a passkey."""

    credential = CredentialField()


class ConfirmPasskeyForm(UsesPasskey, passkeys.ReauthenticateWebAuthnForm):
    """The same, before something that a passer-by must not do."""

    credential = CredentialField()


class NamesPasskey:
    """The field in which a passkey gets its name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self, name=_("Name"))
        field = self.fields["name"]
        field.help_text = _("For example “Work laptop”.")
        field.validators.append(MaxLengthValidator(NAME_MAX))
        field.widget.attrs["maxlength"] = NAME_MAX


class RenamePasskeyForm(NamesPasskey, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""


class AddPasskeyForm(NamesPasskey, passkeys.AddWebAuthnForm):
    """A passkey, which signs in alone: it must be kept on the device and ask for its person."""

    credential = CredentialField()
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self):
        """Return the data. Raises ValidationError if the credential is made up."""
        try:
            return super().clean()
        except MADE_UP as error:
            raise get_adapter().validation_error("incorrect_code") from error
