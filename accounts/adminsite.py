"""The Django admin behind our own door, and the base of its pages: verbs only, no deletes."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts.refusals import SaysRefusals

# allauth offers its tables as they are: saving there would by-pass the verbs and the trail.
NOT_HERE = {"account", "mfa", "usersessions"}


class HelpdeskAdminSite(admin.AdminSite):
    """Django's admin; signing in, signing out and changing the password happen on our pages."""

    site_title = site_header = _("Helpdesk administration")
    index_title = _("Administration")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Show these models, unless they are allauth's."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else None
        for model in models or [model_or_iterable]:
            if model._meta.app_label not in NOT_HERE:
                super().register(model, admin_class, **options)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send to our sign-in; who is no admin gets 403."""
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        """Sign out as everywhere, on record."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        get_adapter(request).logout(request)
        return redirect("account_login")

    def password_change(self, request, extra_context=None):
        """Send to our page, where it is recorded and mailed."""
        return redirect("account_change_password")


class VerbForm(SaysRefusals):
    """A form of the admin whose saving is a call of verbs, all of them or none.

    Put it before `ModelForm`, give Meta no fields, and say in `apply()` what to call. The admin
    only saves what is valid, so the verbs are called when it asks that: a refusal makes the form
    invalid. `self.by` is the admin who asks. For a new row, `apply()` sets `self.instance`.
    """

    by = None

    def is_valid(self):
        """Call the verbs, unless the form is wrong as it is; return whether all was done."""
        if super().is_valid():
            with self.refusals(), transaction.atomic():
                self.apply()
        return super().is_valid()

    def apply(self):
        """Call the verbs. Raises `Refusal`."""
        raise NotImplementedError

    def _post_clean(self):
        """Leave the instance alone; the verbs write, and check what they write."""


class VerbAdmin(admin.ModelAdmin):
    """A page of the admin that changes rows by `VerbForm`s only, and deletes nothing.

    The trail takes the place of Django's own log of the admin: one history, for every door.
    """

    add_form = None

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form for a new row or for this one, with the admin who asks in it."""
        form = self.form if obj else self.add_form
        return type(form.__name__, (form,), {"by": request.user})

    def save_model(self, request, obj, form, change):
        """The form has called the verbs."""

    def save_related(self, request, form, formsets, change):
        """The form has called the verbs."""

    def log_addition(self, request, obj, message):
        """The verbs have recorded it."""

    def log_change(self, request, obj, message):
        """The verbs have recorded it."""

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted here."""
        return False


class ReadOnlyAdmin(admin.ModelAdmin):
    """A page of the admin on which one only looks."""

    actions = None

    def has_add_permission(self, request, obj=None):
        """Nobody adds."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody changes."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes."""
        return False
