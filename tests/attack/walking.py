"""Posts to every form that the product has, found by walking its URLs as the permissions do."""

from contextlib import contextmanager
from unittest import mock

from django.contrib import admin
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from tests.permissions.rows import ROWS
from tests.permissions.table import GET, POST
from tests.permissions.urls import guess, named_urls

OUTSIDE = {"account_login", "account_reset_password", "account_reset_password_from_key"}
"""Forms of who is not signed in, but has followed a link to choose a password."""

NOT_TYPED = {"csrfmiddlewaretoken", "_to_field", "_changelist_filters"}

PERSON = {"name": "Sam Okafor", "email": "sam@helpdesk.example", "role": "agent"}
LOOK = {"name": "Lisa", "time_zone": "UTC", "theme": "dark", "density": "compact"}
NEW_TICKET = {"subject": "It is locked", "priority": "2", "channel": "phone"}
SOMEBODY = {"customer": "new", "customer-name": "Eve", "customer-email": "", "customer-phone": ""}


def more(scene):
    """Yield (URL name, its keywords, data): forms that the rows only show empty, or half open."""
    words = dict.fromkeys(("password1", "password2"), "three words here")
    chosen = {"uidb36": scene.uid, "key": "set-password"}
    yield "account_reset_password_from_key", chosen, words
    yield "profile", {}, LOOK
    yield "new_person", {}, PERSON
    yield "edit_person", {"pk": scene.member.pk}, PERSON
    yield "new_group", {}, {"name": "Field Service"}
    yield "group", {"pk": scene.group.pk}, {"name": "Field Service", "members": scene.member.pk}
    yield "new_company", {}, {"name": "Northgate", "domains": "north.example"}
    yield "company_details", {"pk": scene.company.pk}, {"name": "Acme", "domains": "acme.example"}
    yield "customer_reach", {"pk": scene.customer.pk}, {"email": "sc@acme.example"}
    yield "new_ticket", {}, NEW_TICKET | {"customer": scene.customer.pk}
    yield "new_ticket", {}, NEW_TICKET | SOMEBODY
    yield "new_ticket_similar", {}, NEW_TICKET | SOMEBODY
    note = {"customer": scene.customer.pk, "first": "note", "first_body": "Words."}
    yield "new_ticket", {}, NEW_TICKET | note


class Form:
    """One form: where it is posted to, with what, and the names that its view asks for."""

    def __init__(self, name, path, data):
        self.name, self.path, self.data, self.names = name, path, data, []

    def __str__(self):
        return f"{self.name} {sorted(self.data)}"


class Walk:
    """Posts as the admin of a scene, who has just given the password; nothing posted stays."""

    def __init__(self, scene):
        self.scene, self.client = scene, Client()
        link = {"uidb36": scene.uid, "key": scene.token}
        self.client.get(reverse("account_reset_password_from_key", kwargs=link))
        self.outside = self.client.cookies.pop("sessionid").value
        name = {"login": scene.admin.email, "password": PASSWORD}
        self.client.post(reverse("account_login"), name)
        self.client.post(reverse("account_reauthenticate"), name)
        self.inside = self.client.cookies["sessionid"].value

    def post(self, form, data, *, keep=False):
        """Return the answer to the form with this data. Its effects stay with `keep` only."""
        self.client.cookies.clear()
        session = self.outside if form.name in OUTSIDE else self.inside
        self.client.cookies["sessionid"] = session
        with transaction.atomic():
            response = self.client.post(form.path, data)
            transaction.set_rollback(not keep)
        return response

    def get(self, page, data):
        """Return the answer to a page of `pages`."""
        self.client.cookies["sessionid"] = self.inside
        with transaction.atomic():
            response = self.client.get(page.path, data)
            response.body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        return response

    def pages(self):
        """Return every page and fragment, with the names that are asked for in its address."""
        rows = [row for row in ROWS if row.method == GET]
        paths = [(row.name, reverse(row.name, kwargs=self.scene.kwargs(row))) for row in rows]
        shown = [name for name in named_urls() if name.startswith("admin:") and guess(name)]
        pages = [Form(name, path, {}) for name, path in paths + [(n, guess(n)) for n in shown]]
        for page in pages:
            with asked_names() as names:
                self.get(page, {})
            page.names = sorted(name for name in names if name not in NOT_TYPED)
        return pages

    def forms(self):
        """Return every form, with the names that are asked for when it is posted."""
        forms = [*self._of_rows(), *self._of_admin()]
        for form in forms:
            with asked_names() as names:
                self.post(form, form.data)
            form.names = sorted(name for name in names if name not in NOT_TYPED)
        return [form for form in forms if form.names]

    def _of_rows(self):
        """Yield those of the permission matrix, and fuller ones of them."""
        for row in ROWS:
            if row.method == POST:
                data = row.data(self.scene) if callable(row.data) else row.data
                path = reverse(row.name, kwargs=self.scene.kwargs(row))
                yield Form(row.name, path, data or {})
        for name, kwargs, data in more(self.scene):
            yield Form(name, reverse(name, kwargs=kwargs), data)

    def _of_admin(self):
        """Yield those of the Django admin, filled as the admin shows them."""
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            row = model._base_manager.order_by("pk").last()
            paths = [reverse(f"{name}_add")]
            paths += [reverse(f"{name}_change", args=[row.pk])] if row else []
            for path in paths:
                self.client.cookies["sessionid"] = self.inside
                shown = (self.client.get(path).context or {}).get("adminform")
                if shown:
                    fields = {f.html_name: f.value() for f in shown.form if f.value() is not None}
                    yield Form(path, path, fields)


@contextmanager
def asked_names():
    """Yield the set of the names that views and forms ask a form's data for meanwhile."""
    names, get, getlist = set(), QueryDict.__getitem__, QueryDict.getlist

    def noted_get(data, name):
        names.add(name)
        return get(data, name)

    def noted_getlist(data, name, *default):
        names.add(name)
        return getlist(data, name, *default)

    noted = {"__getitem__": noted_get, "getlist": noted_getlist}
    with mock.patch.multiple(QueryDict, **noted):
        yield names
