"""allauth's forms of signing in and of passwords, with our labels and hints."""

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from core.text import key_of

HINT = _("At least 10 characters. Avoid common passwords and your name or address.")


def relabel(form, **labels):
    """Give fields our label, and take away the placeholders and helps that allauth puts there."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth.LoginForm):
    """Email and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self, login=_("Email"), password=_("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        # Who is refused has typed the address already.
        waits = "password" if self.is_bound else "login"
        self.fields[waits].widget.attrs["autofocus"] = True

    def clean_login(self):
        """Return the address as it is kept."""
        return key_of(self.cleaned_data["login"])


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    """The address to send a link to, if it is somebody's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self, email=_("Email"))
        self.fields["email"].widget.attrs |= {"autocomplete": "username", "autofocus": True}

    def clean_email(self):
        """Return the address as it is kept."""
        self.cleaned_data["email"] = key_of(self.cleaned_data["email"])
        return super().clean_email()


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """The password of somebody who was invited or forgot theirs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self, password1=_("New password"), password2=_("Repeat the password"))
        self.fields["password1"].help_text = HINT
        self.fields["password1"].widget.attrs["autofocus"] = True


class ChangePasswordForm(allauth.ChangePasswordForm):
    """Another password for somebody who is signed in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"password1": _("New password"), "password2": _("Repeat the password")}
        relabel(self, oldpassword=_("Current password"), **labels)
        self.fields["password1"].help_text = HINT


class ConfirmPasswordForm(allauth.ReauthenticateForm):
    """The password again, before something that a passer-by must not do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self, password=_("Password"))
        self.fields["password"].widget.attrs["autofocus"] = True
