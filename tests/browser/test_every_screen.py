"""Every screen is sound, on desk and phone, in light and dark, and the console is silent."""

import pytest
from django.urls import reverse

from tests.permissions.rows import ROWS
from tests.permissions.scene import Scene
from tests.permissions.table import GET

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def scene(transactional_db, settings, tmp_path):
    """A ticket with one of everything on it, and its people."""
    settings.MEDIA_ROOT = tmp_path
    return Scene()


def is_screen(scene, row):
    """Whether an admin who asks for this row gets a whole page.

    A sandboxed document is none: nothing runs in it, axe neither; it is looked at in its frame.
    """
    if row.method != GET:
        return False
    response = scene.client("admin").get(address(scene, row))
    if "sandbox" in response.headers.get("Content-Security-Policy", ""):
        return False
    return not response.streaming and response.content.strip().lower().startswith(b"<!doctype")


def address(scene, row):
    """The address of a row, with the query it is asked with."""
    data = row.data(scene) if callable(row.data) else row.data
    return reverse(row.name, kwargs=scene.kwargs(row), query=data)


def test_every_screen_is_sound(scene, page_of, assert_sound):
    page = page_of(scene.admin)
    found = {}
    for row in ROWS:
        if is_screen(scene, row):
            page.goto(address(scene, row))
            try:
                assert_sound(page, everywhere=True)
            except AssertionError as error:
                found[row.name] = str(error)
    assert found == {}, "\n\n".join(f"{name}: {words}" for name, words in found.items())
