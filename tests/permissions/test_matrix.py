"""Every URL and method × four people × with and without htmx: the one table of who may what.

A URL without a row fails; so does a row without its URL. What is not listed is refused (405), and
words that a person may not see stand in no answer to that person, be it body or header.
"""

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from core import clock
from tests.permissions.rows import ROWS, WILDCARDS
from tests.permissions.scene import PEOPLE, Scene
from tests.permissions.table import GET, LOGIN, POST
from tests.permissions.urls import guess, named_urls

SIGN_IN = "account_login" in named_urls()
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SIGN_IN, reason="signing in is not mounted yet"),
]
NAMES = sorted({row.name for row in ROWS})
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    """The ticket that is asked for, made once; each test works in a savepoint of its own.

    The clock stands still, so that what may be taken back for seconds may be for all the tests.
    """
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), files, transaction.atomic():
        made = Scene()
        with clock.at(clock.now()):
            yield made
        transaction.set_rollback(True)


def wildcard_of(name):
    """Return the wildcard that covers a URL name, or None."""
    return next((wild for wild in WILDCARDS if name.startswith(wild.prefix)), None)


def asked(client, method, path, data=None, htmx=False):
    """Return the answer to one request, all of whose effects are taken back."""
    headers = {**HTMX, "HX-Current-URL": "http://testserver/"} if htmx else {}
    with transaction.atomic():
        send = getattr(client, method.lower())
        form = {"data": data or {}} if method in (GET, POST) else {}
        response = send(path, headers=headers, **form)
        response.body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return response


def outcome(response):
    """Return the status, or LOGIN where the answer sends to the sign-in page."""
    target = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
    return LOGIN if target.startswith(reverse("account_login")) else response.status_code


def told(response, markers):
    """Return those of the forbidden words that an answer tells."""
    whole = response.body + repr(sorted(response.headers.items())).encode()
    return [word for word in markers if word.encode() in whole.lower()]


def deviations(scene, row, name, method, expected, htmx):
    """Yield a line for each person who is answered otherwise than expected, or told too much."""
    path = reverse(name, kwargs=scene.kwargs(row))
    data = row.data(scene) if callable(row.data) else row.data
    for person, wanted in zip(PEOPLE, expected, strict=True):
        response = asked(scene.client(person), method, path, data, htmx)
        got, words = outcome(response), told(response, scene.markers(person))
        where = f"{method} {name}{' by htmx' if htmx else ''} as {person}"
        if got != wanted:
            yield f"{where}: {got}, expected {wanted}"
        if words:
            yield f"{where}: tells {words}"


def test_every_url_has_a_row_and_every_row_a_url():
    urls = {name for name in named_urls() if not wildcard_of(name)}
    assert urls - set(NAMES) == set(), "write a row in tests/permissions/rows for these"
    assert set(NAMES) - urls == set(), "these rows have no URL"


def test_no_url_and_method_is_said_twice():
    said = [str(row) for row in ROWS]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_is_answered_as_the_table_says(scene, row):
    wrong = [
        line
        for htmx in (False, True)
        for line in deviations(scene, row, row.name, row.method, row.expected[htmx], htmx)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_in_the_table_is_refused(scene, name):
    rows = {row.method: row for row in ROWS if row.name == name}
    row = next(iter(rows.values()))
    path, client = reverse(name, kwargs=scene.kwargs(row)), scene.client("admin")
    refused = {GET, POST, "PUT", "PATCH", "DELETE"} - set(rows)
    answers = {method: asked(client, method, path).status_code for method in sorted(refused)}
    assert {m: status for m, status in answers.items() if status != 405} == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == POST], ids=str)
def test_no_form_is_taken_from_a_foreign_page(scene, row):
    path = reverse(row.name, kwargs=scene.kwargs(row))
    client = scene.client("admin", enforce_csrf_checks=True)
    assert asked(client, POST, path, {"anything": "1"}).status_code == 403


@pytest.mark.parametrize("wild", WILDCARDS, ids=str)
def test_pages_that_are_not_ours_stay_within_bounds(scene, wild):
    paths = {name: guess(name) for name in named_urls() if name.startswith(wild.prefix)}
    got = {
        f"{name} as {person}": (outcome(asked(scene.client(person), GET, path)), allowed)
        for name, path in paths.items()
        for person, allowed in zip(PEOPLE, wild.allowed, strict=True)
        if path
    }
    assert got, "the wildcard covers nothing"
    assert {who: answer for who, (answer, allowed) in got.items() if answer not in allowed} == {}
