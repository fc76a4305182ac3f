"""The frame of every page, and the pages of errors."""

import pytest

from tests.markup import flat

pytestmark = pytest.mark.urls("tests.core.frame_urls")


def test_the_rail_shows_only_places_that_exist(lisa, signed_in):
    text = signed_in(lisa).get("/try/").content.decode()
    assert 'href="/customers/"' in text
    assert "Companies" not in text


def test_the_rail_has_ones_own_groups_beneath_my_groups(alex, billing, signed_in):
    text = signed_in(alex).get("/try/").content.decode()
    places = ["Mine", "My groups", "Technical Support", "Unassigned", "All open"]
    assert sorted(places, key=lambda place: text.index(f">{place}</span>")) == places
    assert "Billing" not in text


def test_somebody_without_groups_is_offered_none(maria, signed_in):
    assert "My groups" not in signed_in(maria).get("/try/").content.decode()


def test_theme_density_and_keys_are_the_readers(maria, signed_in):
    text = flat(signed_in(maria).get("/try/").content.decode())
    assert '<html lang="en-gb" data-density="compact">' in text
    maria.theme, maria.density, maria.single_keys = "dark", "comfortable", False
    maria.save()
    text = flat(signed_in(maria).get("/try/").content.decode())
    assert 'data-theme="dark" data-density="comfortable" data-single-keys="off"' in text


def test_a_message_is_a_toast_with_its_undo(maria, signed_in):
    text = flat(signed_in(maria).get("/try/?say=Closed+%3Cb%3E%2342").content.decode())
    assert "Closed &lt;b&gt;#42" in text
    assert '<form class="toast" action="/undo/1/" method="post"' in text
    assert 'name="next" value="/try/?say=Closed+%3Cb%3E%2342"' in text


def test_in_an_answer_to_htmx_the_undo_comes_back_to_the_page(maria, signed_in):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/try/?q=1"}
    text = signed_in(maria).get("/part/", headers=headers).content.decode()
    assert '<div id="toasts" hx-swap-oob="beforeend">' in text
    assert 'name="next" value="/try/?q=1"' in text


def test_a_page_travels_compressed_and_a_file_as_it_is(maria, signed_in):
    client = signed_in(maria)
    page = client.get("/try/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 4000
    assert "Accept-Encoding" in page["Vary"]
    assert "Content-Encoding" not in client.get("/file/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in client.get("/try/")


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_an_error_has_a_page_in_our_look_with_its_number(client, code):
    client.raise_request_exception = False
    answer = client.get(f"/wrong/{code}/")
    text = answer.content.decode()
    assert answer.status_code == code
    assert 'class="gate"' in text
    assert answer["X-Request-ID"] in text
    assert "secret" not in text


def test_a_refusal_says_why(client):
    assert b"Only an admin may do this." in client.get("/wrong/403/").content


def test_the_page_of_a_failure_asks_no_database(client, django_db_blocker):
    client.raise_request_exception = False
    with django_db_blocker.block():
        assert client.get("/wrong/500/").status_code == 500
