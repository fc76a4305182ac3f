"""What stands in logs: nothing that lets their reader in, or that looks like a line of ours."""

import io
import logging
import sys

import pytest

from helpdesk import logs

TOKEN = "d0x1ab-0123456789abcdef0123456789abcdef"
LINK = f"/accounts/password/reset/2n-{TOKEN}/"


@pytest.fixture(params=[False, True], ids=["words", "json"])
def written(request):
    """A function that gives what is written of a message, in both formats.

    It goes to the handler alone: pytest keeps what loggers are told, and stumbles over it.
    """
    config = logs.config(as_json=request.param)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    options = dict(config["formatters"]["json" if request.param else "words"])
    handler.setFormatter(options.pop("()")(**options))
    handler.addFilter(logs.RequestIdFilter())

    def log(words, *values, stack=None, **extra):
        failed = sys.exc_info() if sys.exc_info()[0] else None
        record = logging.LogRecord("tests", 20, __file__, 1, words, values, failed, sinfo=stack)
        vars(record).update(extra)
        handler.handle(record)
        return stream.getvalue()

    return log


def test_a_link_that_lets_in_is_not_told(written):
    text = written(
        "%s %s", "GET", LINK, extra={"path": LINK, "referer": f"https://h.example{LINK}"}
    )
    assert TOKEN not in text
    assert "/accounts/password/reset/2n-***/" in text


def test_nor_is_it_in_the_words_of_an_error(written):
    try:
        raise RuntimeError(f"no such thing: {LINK}")
    except RuntimeError:
        text = written("failed")
    assert TOKEN not in text
    assert "2n-***" in text


def test_the_address_that_follows_it_is_told(written):
    assert "/2n-set-password/" in written("GET /accounts/password/reset/2n-set-password/")


def test_the_line_about_a_request_does_not_tell_it(client, caplog, db):
    caplog.set_level("INFO")
    client.get(LINK)
    formatter = logs.WordsFormatter("%(message)s")
    told = [formatter.format(r) for r in caplog.records if r.name == "helpdesk.request"]
    assert told
    assert all(TOKEN not in line and "2n-***" in line for line in told)


def test_every_logger_of_ours_ends_at_one_handler():
    """Another handler, with another formatter, would tell what ours leaves out."""
    names = ["django.server", "django.security", "django.request", "gunicorn.error", "tickets"]
    for name in names:
        logger = logging.getLogger(name)
        while logger.parent:
            assert not logger.handlers, logger.name
            assert logger.propagate, logger.name
            logger = logger.parent


UNSEEN = "\n\r\x0b\x0c\x1b[31m\x1b]0;x\x07\x00\x7f\x85\x9b\u2028\u2029\u202e\u2066\ud800"
FORGED = f"a{UNSEEN}2026-11-27 10:00:00,000 INFO accounts [-] Lisa signed in"


def assert_told_in_words(text):
    """Each line is one of ours or is indented, and no terminal does anything with it."""
    assert not logs.UNSEEN.search(text.replace("\n", ""))
    assert "\\u001b[31m" in text
    assert "\\u2028" in text
    lines = text.splitlines()
    assert not any(line.startswith("2026-11-27 10:00") for line in lines)
    assert [line for line in lines[1:] if not line.startswith("    ")] == []
    text.encode()


def test_what_comes_from_outside_begins_no_line(written):
    assert_told_in_words(written("%s from %s", FORGED, "outside", typed=FORGED))


def test_neither_does_it_in_a_traceback(written):
    try:
        raise RuntimeError(FORGED)
    except RuntimeError:
        assert_told_in_words(written("%s", FORGED, stack=f"Stack:\n  {FORGED}"))


def test_what_another_formatter_kept_is_made_anew():
    record = logging.makeLogRecord({"msg": "failed", "exc_text": FORGED})
    try:
        raise RuntimeError(FORGED)
    except RuntimeError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    assert_told_in_words(logs.WordsFormatter("%(message)s").format(record))


@pytest.mark.parametrize("as_json", [False, True])
def test_a_wrong_host_is_one_line(client, as_json, db):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonFormatter() if as_json else logs.WordsFormatter("%(message)s"))
    handler.addFilter(logs.RequestIdFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        assert client.get("/", headers={"host": "evil.example\x1b[31m"}).status_code == 400
    finally:
        root.removeHandler(handler)
    (line,) = stream.getvalue().splitlines()
    assert "Invalid HTTP_HOST header" in line
    assert "\x1b" not in line
    assert "Traceback" not in line
