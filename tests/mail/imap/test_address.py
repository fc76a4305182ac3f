"""MAILBOX_URL: what is understood, what is refused, and that no refusal repeats a password."""

import io
from urllib.parse import parse_qsl

import pytest
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st

from mail.imap import tokens
from mail.imap.address import BadAddress, mailboxes, read_mailbox_url
from mail.imap.tokens import NoToken, TokenSource

pytestmark = pytest.mark.once


def test_all_parts_are_percent_decoded():
    read = read_mailbox_url("imaps://help%40acme.example:p%3A%2F%40%C3%A4@imap.acme.example/A%2FB")
    assert (read.user, read.password, read.folder) == ("help@acme.example", "p:/@ä", "A/B")
    assert (read.host, read.port, read.done) == ("imap.acme.example", 993, "")
    assert read.public == "imaps://help@acme.example@imap.acme.example/A/B"


def test_what_is_left_out_is_usual():
    read = read_mailbox_url("imap+tls://u:p@h")
    assert (read.port, read.folder, read.token) == (143, "INBOX", None)
    assert read_mailbox_url("imap://u:p@127.0.0.1:1143/").public == "imap://u@127.0.0.1:1143/INBOX"


def test_it_shows_its_secrets_nowhere():
    read = read_mailbox_url("imaps://u:hush@h/I?token_url=https://t/&client_secret=hush")
    assert "hush" not in repr(read) + read.public


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://u:hush@h/", "begins with imaps://"),
        ("u:hush@h/INBOX", "begins with imaps://"),
        ("imaps://:hush@h/", "names a user and a server"),
        ("imaps://u:hush@/", "names a user and a server"),
        ("imaps://u:hush@h:port/", "is no address"),
        ("imaps://u:hush@h:99999/", "is no address"),
        ("imap://u:hush@h/", "in the clear"),
        ("imaps://u:hu#sh@h/", "is no address|names a user|holds a #"),
        ("imaps://u:hush@h/I#J", "holds a #"),
        ("imaps://u:hush%0D%0A@h/", "holds a control character"),
        ("imaps://u:hush@h/I?done=a%0Ab", "holds a control character"),
        ("imaps://u@h/", "neither a password nor a token"),
        ("imaps://u@h/?colour=hush", "an option that we do not know: colour"),
        ("imaps://u@h/?token_file=a&token_command=hush", "needs one of"),
        ("imaps://u@h/?token_url=http://hush/", "begins with https://"),
    ],
)
def test_what_is_no_address_is_refused_in_words(url, words, settings):
    with pytest.raises(BadAddress, match=words) as refused:
        read_mailbox_url(url)
    assert "hush" not in str(refused.value)
    settings.MAILBOX_URL = f"imaps://u:p@h/ {url}"
    found = [problem for problem in run_checks() if problem.id == "mail.E001"]
    assert len(found) == 1
    assert found[0].msg.startswith("Mailbox 2 of MAILBOX_URL ")
    assert "hush" not in found[0].msg


@given(st.text(max_size=60))
def test_no_text_at_all_makes_it_fail_otherwise(text):
    for url in (text, f"imaps://{text}", f"imaps://u:{text}@h/", f"imaps://u@h/?{text}"):
        try:
            read_mailbox_url(url)
        except BadAddress:
            continue


def test_blanks_separate_mailboxes(settings):
    settings.MAILBOX_URL = "  imaps://a:p@h/\n imaps://b:p@h/ "
    assert [mailbox.user for mailbox in mailboxes()] == ["a", "b"]


def test_a_token_from_a_file_or_a_command(tmp_path):
    path = tmp_path / "token"
    path.write_text("ya29.abc\n")
    assert TokenSource(token_file=str(path)).fetch() == "ya29.abc"
    assert TokenSource(token_command=f"cat '{path}'").fetch() == "ya29.abc"


@pytest.mark.parametrize(
    "source",
    [{"token_file": "/nowhere/hush"}, {"token_command": "false hush"}, {"token_command": "hush '"}],
)
def test_no_token_is_told_without_secrets(source):
    with pytest.raises(NoToken) as refused:
        TokenSource(**source).fetch()
    assert "hush" not in str(refused.value)


def test_a_token_cannot_break_out_of_its_line(tmp_path):
    path = tmp_path / "token"
    path.write_text("a\x01auth=b")
    with pytest.raises(NoToken):
        TokenSource(token_file=str(path)).fetch()


@pytest.mark.parametrize(
    ("given", "grant"),
    [({"refresh_token": "r"}, "refresh_token"), ({"scope": "s"}, "client_credentials")],
)
def test_a_token_from_an_endpoint(given, grant, monkeypatch):
    asked = []

    def answer(url, data, timeout):
        asked.append((url, dict(parse_qsl(data.decode()))))
        return io.BytesIO(b'{"access_token": "ya29", "expires_in": 3600}')

    monkeypatch.setattr(tokens.urllib.request, "urlopen", answer)
    source = TokenSource(token_url="https://t.example/", client_id="i", client_secret="c", **given)
    assert source.fetch() == "ya29"
    body = {"client_id": "i", "client_secret": "c", "grant_type": grant} | given
    assert asked == [("https://t.example/", body)]


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b"{}", b'{"access_token": 7}'])
def test_an_endpoint_that_says_something_else(said, monkeypatch):
    monkeypatch.setattr(tokens.urllib.request, "urlopen", lambda *args, **more: io.BytesIO(said))
    with pytest.raises(NoToken):
        TokenSource(token_url="https://t.example/", client_id="i").fetch()
