"""The Django admin behind our own sign-in, and the base of its pages: verbs only, no deletes."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin.lists import Listed
from core.forms import SaysRefusals
from core.text import number_of

# allauth offers its tables as they are: saving there would by-pass the verbs and the trail.
NOT_HERE = {"account", "mfa", "usersessions"}


class HelpdeskAdminSite(admin.AdminSite):
    """Django's admin; signing in, signing out and changing the password happen on our pages."""

    site_title = site_header = _("Helpdesk administration")
    index_title = _("Administration")

    def register(
        self,
        model_or_iterable: Any,
        admin_class: type[admin.ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Show these models, unless they are allauth's."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else None
        for model in models or [model_or_iterable]:
            if model._meta.app_label not in NOT_HERE:
                super().register(model, admin_class, **options)

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to our sign-in; who is no admin gets 403."""
        return secure_admin_login(super().login)(request, extra_context)

    def logout(  # type: ignore[override]  # no page, but an answer
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out as everywhere, on record."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        get_adapter(request).logout(request)
        return redirect("account_login")

    def password_change(  # type: ignore[override]  # no page, but an answer
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to our page, where it is recorded and mailed."""
        return redirect("account_change_password")


class VerbForm(SaysRefusals):
    """A form of the admin whose saving is a call of verbs, all of them or none.

    Put it before `ModelForm`, give Meta no fields, and say in `apply()` what to call. The admin
    only saves what is valid, so the verbs are called when it asks that: a refusal makes the form
    invalid. `self.by` is the admin who asks. For a new row, `apply()` sets `self.instance`.
    """

    by: Any = None
    instance: Any

    def is_valid(self) -> bool:
        """Call the verbs, unless the form is wrong as it is; return whether all was done."""
        if super().is_valid():
            with self.refusals(), transaction.atomic():
                self.apply()
            if self.errors and self.instance.pk:
                self.instance.refresh_from_db()  # verbs that were taken back have changed it
        return super().is_valid()

    def apply(self) -> None:
        """Call the verbs. Raises `Refusal`."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        """Leave the instance alone; the verbs write, and check what they write."""


class SeenForm(forms.Form):
    """A form that is not saved over what somebody else changed meanwhile, unless sent again.

    `stamp_of(instance)` is a word that changes with the row.
    """

    instance: Any
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = self.stamp_of(self.instance) if self.instance.pk else ""

    @staticmethod
    def stamp_of(instance: Any) -> str:
        """Return the word for the row as it is now."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Compare what was seen with what is."""
        cleaned, now = super().clean() or {}, self.initial["stamp"]
        if cleaned.get("stamp") and cleaned["stamp"] != now:
            data = cast(QueryDict, self.data).copy()
            data["stamp"] = now
            self.data = data
            words = gettext("Somebody changed this meanwhile; see its history. Save again to ")
            self.add_error(None, words + gettext("replace it with what you entered."))
        return cleaned


class Dressed:
    """A form that looks as the admin's own do."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            look = {forms.Textarea: "vLargeTextField", forms.TextInput: "vTextField"}
            look |= {forms.EmailInput: "vTextField", forms.URLInput: "vURLField"}
            if words := look.get(type(field.widget)):
                field.widget.attrs["class"] = words


class RowSelect(AutocompleteSelect):
    """A row of another table, found as one types."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        """Show again only what can be a row: Django's own fails where the page sends anything."""
        return super().optgroups(name, [v for v in value if number_of(str(v)) is not None], attr)


class LookingInline(admin.TabularInline):
    """Rows that hang on another: looked at there, changed on their own pages by verbs."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    most = 50
    """So many are shown, the newest; their own list has them all."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return all; `most` of them are shown."""
        return super().get_queryset(request).order_by("-pk")

    def get_formset(
        self, request: HttpRequest, obj: Model | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        """Return the rows of `obj`, no more than `most`."""
        formset, most = super().get_formset(request, obj, **kwargs), self.most

        class Newest(formset):  # type: ignore[valid-type, misc]  # a class made just now
            def get_queryset(self) -> QuerySet:
                return super().get_queryset()[:most]

        return Newest

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody adds here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes."""
        return False


class VerbAdmin(Listed, admin.ModelAdmin):
    """A page of the admin that changes rows by `VerbForm`s only, and deletes nothing.

    The trail takes the place of Django's own log of the admin.
    """

    add_form: type[ModelForm] | None = None

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Return the form for a new row or for this one, with the admin who asks in it."""
        form = cast(type[ModelForm], self.form if obj else self.add_form)
        return type(form.__name__, (Dressed, form), {"by": request.user})

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        """A row that is not there yet has nothing to look at."""
        return super().get_readonly_fields(request, obj) if obj else ()

    def get_inlines(
        self, request: HttpRequest, obj: Model | None
    ) -> list[type[InlineModelAdmin]] | tuple[type[InlineModelAdmin], ...]:
        """Nor does anything hang on it. What is sent is the form alone, whatever hangs there."""
        return super().get_inlines(request, obj) if obj and request.method != "POST" else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What has no form for a new row is made elsewhere."""
        return self.add_form is not None and super().has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        """The form has called the verbs."""

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[Any], change: bool
    ) -> None:
        """The form has called the verbs."""

    def log_addition(  # type: ignore[override]  # there is no entry to return
        self, request: HttpRequest, obj: Model, message: Any
    ) -> None:
        """The verbs have recorded it."""

    def log_change(  # type: ignore[override]  # there is no entry to return
        self, request: HttpRequest, obj: Model, message: Any
    ) -> None:
        """The verbs have recorded it."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False


class ReadOnlyAdmin(Listed, admin.ModelAdmin):
    """A page of the admin on which one only looks."""

    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes."""
        return False
