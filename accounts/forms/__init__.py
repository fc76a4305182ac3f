"""Forms: what is typed becomes a call of a verb. Most are allauth's, in our words."""

from accounts.forms.profile import PhotoForm, ProfileForm, ThemeForm
from accounts.forms.second_factor import (
    AddAppForm,
    AddPasskeyForm,
    ConfirmPasskeyForm,
    ConfirmSecondFactorForm,
    PasskeyForm,
    PasskeySignInForm,
    RenamePasskeyForm,
    SecondFactorForm,
)
from accounts.forms.sign_in import (
    ChangePasswordForm,
    ConfirmPasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    SignInForm,
)

__all__ = [
    "AddAppForm",
    "AddPasskeyForm",
    "ChangePasswordForm",
    "ConfirmPasskeyForm",
    "ConfirmPasswordForm",
    "ConfirmSecondFactorForm",
    "ForgottenPasswordForm",
    "NewPasswordForm",
    "PasskeyForm",
    "PasskeySignInForm",
    "PhotoForm",
    "ProfileForm",
    "RenamePasskeyForm",
    "SecondFactorForm",
    "SignInForm",
    "ThemeForm",
]
