"""Every request has an id, a policy, and somebody signed in."""

import json
import logging
import re

import pytest

from helpdesk import logs

pytestmark = pytest.mark.urls("tests.project.urls")


@pytest.fixture
def lines():
    """The formatted log lines of this test, as a machine would read them."""
    kept = []
    handler = logging.Handler()
    handler.emit = lambda record: kept.append(json.loads(handler.format(record)))
    handler.addFilter(logs.RequestIdFilter())
    handler.setFormatter(logs.JsonFormatter())
    root, ours = logging.getLogger(), logging.getLogger("helpdesk")
    root.addHandler(handler)
    ours.setLevel("INFO")
    yield kept
    root.removeHandler(handler)
    ours.setLevel("NOTSET")


def test_the_answer_carries_a_strict_policy(client):
    policy = client.get("/public/")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["default-src"] == "'self'"
    assert directives["object-src"] == directives["base-uri"] == "'none'"


def test_every_answer_has_an_id_of_its_own(client):
    ids = {client.get("/public/")["X-Request-ID"] for _ in range(5)}
    assert len(ids) == 5
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in ids)


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [("from-proxy-1234", True), ("short", False), ("x" * 65, False), ("a b\tc d e f g", False)],
)
def test_an_id_from_the_proxy_is_kept_if_it_is_well_formed(client, given, is_kept):
    answer = client.get("/public/", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is is_kept


def test_the_log_line_says_who_what_and_how_but_not_the_query(maria, signed_in, lines):
    answer = signed_in(maria).get("/private/?q=secret-word")
    (line,) = [line for line in lines if line["logger"] == "helpdesk.request"]
    assert line["request_id"] == answer["X-Request-ID"]
    facts = {name: line[name] for name in ("method", "path", "status", "user")}
    assert facts == {"method": "GET", "path": "/private/", "status": 200, "user": maria.pk}
    assert "secret-word" not in json.dumps(lines)


def test_an_error_is_logged_with_its_traceback_under_the_same_id(client, lines):
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    (error,) = [line for line in lines if line["level"] == "ERROR"]
    assert error["request_id"] == answer["X-Request-ID"]
    assert "RuntimeError: on purpose" in error["exception"]


def test_nobody_signed_in_is_sent_to_the_sign_in_and_back(client):
    answer = client.get("/private/?q=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/private/%3Fq%3D1"


def test_htmx_is_told_to_leave_the_page_and_come_back_to_it(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/queue/?q=1"}
    answer = client.get("/private/", headers=headers)
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == "/sign-in/?next=/queue/%3Fq%3D1"
    assert answer.content == b""


def test_htmx_is_not_sent_to_a_foreign_page(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/"}
    assert client.get("/private/", headers=headers)["HX-Redirect"] == "/sign-in/?next=/"
