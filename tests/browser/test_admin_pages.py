"""The Django admin in a browser: no breach of the policy, and few complaints about its pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.urls import reverse

from tests.permissions.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What Django's own templates do, and we leave as it is.
EXCEPTIONS = {
    "aria-input-field-name": "Select2 names the box of a search by its choice, not by its label",
    "empty-table-header": "the inlines' first and last column have no words",
}


@pytest.fixture
def scene(transactional_db, settings, tmp_path):
    """A ticket with one of everything on it, and its people."""
    settings.MEDIA_ROOT = tmp_path
    return Scene()


def pages(scene):
    """The address of every list, of every form for a new row, and of one row of each kind."""
    yield reverse("admin:index")
    yield reverse("admin:tickets_ticket_history", args=[scene.ticket.pk])
    for model, page in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{name}_changelist")
        if getattr(page, "add_form", None):
            yield reverse(f"admin:{name}_add")
        row = model._default_manager.order_by("pk").first()
        if row:
            yield reverse(f"admin:{name}_change", args=[row.pk])


def violations(page):
    """What axe finds on a page, but for the exceptions."""
    return [
        f"{rule['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
        for rule in Axe().run(page).response["violations"]
        if rule["id"] not in EXCEPTIONS
        for node in rule["nodes"][:3]
    ]


def looked_at(page, complaints):
    """Return what axe finds; its own styles are no complaint of the page's."""
    page.remove_listener("console", complaints.hear)
    words = violations(page)
    page.goto("about:blank")
    page.on("console", complaints.hear)
    return words


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_of_the_admin_is_sound(scene, page_of, complaints, width, scheme):
    page, found = page_of(scene.admin, width=width, color_scheme=scheme), {}
    for address in pages(scene):
        page.goto(address)
        if words := looked_at(page, complaints):
            found[address] = words
    assert found == {}, "\n".join(f"{a}: {w}" for a, ws in found.items() for w in ws)


def test_an_action_asks_on_a_page_that_is_sound(scene, page_of, complaints):
    page = page_of(scene.admin)
    page.goto(reverse("admin:tickets_ticket_changelist"))
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option(label="Set the priority …")
    page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
    page.locator("#id_priority").select_option(label="Low")
    page.locator("#id_why").fill("can wait")
    assert looked_at(page, complaints) == []
