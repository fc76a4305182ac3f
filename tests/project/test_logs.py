"""What stands in logs: nothing that lets their reader in."""

import io
import logging

import pytest

from helpdesk import logs

TOKEN = "d0x1ab-0123456789abcdef0123456789abcdef"
LINK = f"/accounts/password/reset/2n-{TOKEN}/"


@pytest.fixture(params=[False, True], ids=["words", "json"])
def written(request):
    """A function that gives what a logger of its own has written, in both formats."""
    config = logs.config(as_json=request.param)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = config["formatters"]["json" if request.param else "words"]
    made = {**formatter}
    handler.setFormatter(made.pop("()")(**made))
    handler.addFilter(logs.RequestIdFilter())
    logger = logging.getLogger(f"tests.{request.node.name}")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel("INFO")

    def log(*args, **kwargs):
        getattr(logger, kwargs.pop("by", "info"))(*args, **kwargs)
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
        text = written("failed", by="exception")
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
