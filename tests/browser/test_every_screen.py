"""Every screen is sound: axe finds nothing, nothing scrolls sideways, and the console is silent."""

import pytest
from django.urls import reverse

from tests.permissions.rows import ROWS
from tests.permissions.scene import Scene
from tests.permissions.table import GET

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = (320, 390, 768, 1024, 1440)


@pytest.fixture
def scene(transactional_db, settings, tmp_path):
    """A ticket with one of everything on it, and its people."""
    settings.MEDIA_ROOT = tmp_path
    return Scene()


def is_screen(scene, row):
    """Whether an admin who asks for this row gets a whole page."""
    if row.method != GET:
        return False
    response = scene.client("admin").get(address(scene, row))
    return not response.streaming and response.content.strip().lower().startswith(b"<!doctype")


def address(scene, row):
    """The address of a row, with the query it is asked with."""
    data = row.data(scene) if callable(row.data) else row.data
    return reverse(row.name, kwargs=scene.kwargs(row), query=data)


def sideways(page):
    """The widths at which the page is wider than its window."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(width)
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_screen_is_sound(scene, page_of, assert_sound, width, scheme):
    page = page_of(scene.admin, color_scheme=scheme)
    found = {}
    for row in ROWS:
        if is_screen(scene, row):
            page.goto(address(scene, row))
            wide = sideways(page)
            page.set_viewport_size({"width": width, "height": 900})
            try:
                assert_sound(page)
                assert wide == []
            except AssertionError as error:
                found[row.name] = str(error)
    assert found == {}, "\n\n".join(f"{name}: {words}" for name, words in found.items())
