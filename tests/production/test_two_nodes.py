"""Two nodes are one helpdesk: what was done on one is there on the other."""

import json
import re
import threading
import time
import urllib.request

import pytest
import requests

from tests.production.conftest import make_bucket
from tests.production.deployment import deployed

pytestmark = [
    pytest.mark.once,
    pytest.mark.slow,
    pytest.mark.needs("nginx"),
    pytest.mark.needs("postgres"),
]


@pytest.fixture(scope="module")
def helpdesk(tmp_path_factory, s3_server):
    """The two nodes, with their files in a folder that both have; and two with a bucket."""
    store = make_bucket(s3_server)
    with deployed(tmp_path_factory.mktemp("production"), store) as deployment:
        yield deployment


@pytest.fixture
def maria(helpdesk):
    """Maria, signed in on node a."""
    return signed_in(helpdesk, "maria")


def signed_in(helpdesk, name, node="a"):
    """Return somebody's browser after they signed in on a node."""
    person = helpdesk.person(name)
    answer = person.sign_in(person.login, person.password, node)
    assert answer.status_code == 302, answer.text
    return person


def unheld(person, number=0):
    """Return the address of a ticket that nobody holds."""
    page = person.get("/tickets/?q=is:open+holder:none")
    return f"/tickets/{re.findall(r'/tickets/([0-9]+)/take/', page.text)[number]}/"


def attach_and_fetch(person, data, one, other):
    """Add a file to a ticket on one node, fetch it on another, and return what came."""
    address = unheld(person)
    page = person.get(address, one)
    files = {"files": (f"{one}.bin", data, "application/octet-stream")}
    sent = person.send(page, f"{address}attachments/", one, files=files)
    assert sent.status_code == 303, sent.text
    page = person.get(address, other)
    place = re.findall(rf'"({address}files/\d+/)[^"]*"[^>]*>[^<]*{one}\.bin', page.text)[-1]
    return person.get(f"{place}?download", other).content


def test_who_signed_in_on_one_is_signed_in_on_the_other(maria):
    for node in "abab":
        answer = maria.get("/tickets/", node)
        assert answer.status_code == 200
        assert "Maria Lopez" in answer.text
    assert all(cookie.secure for cookie in maria.session.cookies)
    page = maria.get("/tickets/", "b")
    assert maria.send(page, "/accounts/logout/", "b").status_code == 302
    assert maria.get("/tickets/", "a").url.endswith("/accounts/login/?next=/tickets/")


def test_a_file_sent_to_one_is_fetched_from_the_other(maria):
    data = bytes(range(256)) * 20_000  # 5 MB
    assert attach_and_fetch(maria, data, "a", "b") == data


def test_a_file_in_a_bucket_is_sent_to_one_and_fetched_from_the_other(helpdesk, maria):
    for node in helpdesk.in_bucket:
        node.start()
    data = bytes(range(255)) * 20_000
    assert attach_and_fetch(maria, data, "c", "d") == data
    assert not (helpdesk.folder / "c" / "media").exists()


def test_what_was_done_on_one_is_undone_on_the_other(maria):
    address = unheld(maria)
    page = maria.get(address, "a")
    assert maria.send(page, f"{address}status/", "a", status="RESOLVED").status_code == 303
    page = maria.get(address, "b")
    undo = re.search(r'action="(/undo/\d+/)"', page.text)[1]
    assert maria.send(page, undo, "b").status_code == 303
    page = maria.get(address, "a")
    assert 'name="seen" value="OPEN"' in page.text
    assert len(re.findall(r"Resolved", page.text)) >= 2  # done and undone, both on the trail


def test_whoever_guesses_is_slowed_down_on_both(helpdesk):
    guesser = helpdesk.person("priya")
    for node in "abab":
        assert guesser.sign_in(guesser.login, "wrong", node).status_code == 422
    guesser.sign_in(guesser.login, "wrong", "a")
    for node in "ba":
        assert guesser.sign_in(guesser.login, guesser.password, node).status_code != 302
    other = helpdesk.person("daniel")
    assert other.sign_in(other.login, other.password, "b").status_code == 302


def test_of_two_who_take_a_ticket_on_two_nodes_one_has_it(helpdesk, maria):
    alex = signed_in(helpdesk, "alex", "b")
    address = unheld(maria, 1)
    people = {"a": (maria, maria.get(address, "a")), "b": (alex, alex.get(address, "b"))}
    start, results = threading.Barrier(2), {}

    def take(node):
        person, page = people[node]
        start.wait()
        results[node] = person.send(page, f"{address}take/", node).status_code

    threads = [threading.Thread(target=take, args=node) for node in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results.values()) == [303, 409]


def test_nobody_notices_that_a_node_is_restarted(helpdesk, maria):
    """New requests go to the other; those that were begun are finished."""
    node, stopped, answers = helpdesk.nodes["a"], threading.Event(), []

    def read():
        while not stopped.is_set():
            answers.append(maria.get("/tickets/").status_code)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        node.stop()
        node.start()
    finally:
        stopped.set()
        for reader in readers:
            reader.join()
    assert len(answers) > 3
    assert set(answers) == {200}


def line_of(read, request_id):
    """The one line of a log that tells of this request; it may be written after the answer went."""
    deadline = time.monotonic() + 20
    while True:
        lines = [json.loads(line) for line in read().splitlines() if request_id in line]
        if lines or time.monotonic() > deadline:
            (line,) = [line for line in lines if line["request_id"] == request_id]
            return line
        time.sleep(0.05)


def test_a_request_has_one_id_everywhere(helpdesk, maria):
    answer = maria.get("/customers/?q=zebrafish", "b")
    wanted = answer.headers["X-Request-ID"]
    node, proxy = helpdesk.nodes["b"].log, (helpdesk.proxy.folder / "helpdesk.log").read_text
    ours = line_of(node, wanted)
    assert (ours["path"], ours["status"]) == ("/customers/", 200)
    assert line_of(proxy, wanted)["path"] == "/customers/"
    assert "zebrafish" not in proxy() + node()


def test_nobody_says_from_where_he_comes_but_the_proxy(helpdesk):
    guesser = helpdesk.person("yuki")
    guesser.session.headers["X-Forwarded-For"] = "203.0.113.7"
    guesser.sign_in("nobody@helpdesk.example", "wrong", "a")
    code = "from accounts.models import AccountEvent as E; print(E.objects.latest('id').ip)"
    assert helpdesk.manage("shell", "--no-imports", "-c", code).strip() == "127.0.0.1"


def test_plain_http_is_sent_to_https_and_https_is_remembered(helpdesk):
    plain = f"http://localhost:{helpdesk.proxy.http}/tickets/?q=1"
    answer = requests.get(plain, allow_redirects=False, timeout=10)
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://localhost:{helpdesk.proxy.https}/tickets/?q=1"
    page = helpdesk.person("maria").get("/accounts/login/")
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]


def test_static_files_come_hashed_packed_and_for_ever(helpdesk):
    person = helpdesk.person("maria")
    page = person.get("/accounts/login/")
    (sheet,) = re.findall(r'href="(/static/css/app\.[0-9a-f]+\.css)"', page.text)
    for node in "ab":
        answer = person.get(sheet, node)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]


def test_both_are_ready(helpdesk):
    for node in helpdesk.nodes.values():
        with urllib.request.urlopen(f"http://{node.address}/readyz", timeout=10) as answer:
            assert answer.read() == b"ok\n"
    assert helpdesk.person("maria").get("/readyz").text == "ok\n"
