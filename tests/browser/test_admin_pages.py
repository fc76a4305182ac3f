"""The Django admin in a browser: no breach of the policy, and few complaints about its pages."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.browser.soundness import findings_everywhere
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


def looked_at(page, complaints):
    """Return what is wrong with a page; the styles of axe are no complaint of the page's."""
    page.remove_listener("console", complaints.hear)
    words = findings_everywhere(page, but=EXCEPTIONS)
    page.goto("about:blank")
    page.on("console", complaints.hear)
    return words


def test_every_page_of_the_admin_is_sound(scene, page_of, complaints):
    page, found = page_of(scene.admin), {}
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
