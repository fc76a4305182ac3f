"""Logging: each line has the id of the request it belongs to."""

import json
import logging
import re
from contextvars import ContextVar

# Set by the `request_id` middleware; "-" in commands and at start-up.
current_request_id = ContextVar("request_id", default="-")

# The attributes of every LogRecord; all others were given as `extra=`.
STANDARD_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Django puts these objects into `extra=`; they do not belong in a log line.
NOT_DATA = {"request", "server_time"}
# Links for choosing a password: whoever read one in a log could use it.
TOKEN = re.compile(r"(/password/reset/[0-9A-Za-z]+-)(?!set-password\b)[0-9A-Za-z-]+")


# Characters that end a line, control a terminal or change the direction of text, and lone
# surrogates.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def redacted(line):
    """Return a line without the secrets of links for choosing a password."""
    return TOKEN.sub(r"\1***", line)


def one_line(text):
    """Return a text on one line that is safe for any terminal: other characters as JSON escapes."""
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class RequestIdFilter(logging.Filter):
    """Give each record the id of the request that is being answered."""

    def filter(self, record):
        """Add `request_id` to the record and let it pass; remove the traceback of a refusal.

        Django logs its last lines about a request after our middleware; they contain the request.
        """
        if record.name.startswith("django.security"):
            record.exc_info = None  # a wrong host name; one line is enough
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "id", None) or current_request_id.get()
        return True


class WordsFormatter(logging.Formatter):
    """One line of text, then a traceback if there is one.

    The lines of a traceback are indented, so that text from outside never looks like a log line.
    """

    def format(self, record):
        """Return the record as text; a traceback cached by another formatter is made again."""
        if record.exc_info:
            record.exc_text = None
        return super().format(record)

    def formatMessage(self, record):  # noqa: N802 - logging's own name
        """Return the line."""
        return redacted(one_line(super().formatMessage(record)))

    def formatException(self, ei):  # noqa: N802
        """Return a traceback, each of its lines indented."""
        lines = super().formatException(ei).split("\n")
        return "\n".join(f"    {redacted(one_line(line))}" for line in lines)

    def formatStack(self, stack_info):  # noqa: N802
        """Return a stack as a traceback."""
        return "\n".join(f"    {one_line(line)}" for line in stack_info.split("\n"))


class JsonFormatter(logging.Formatter):
    """One JSON object per line, with all values given as `extra=`."""

    def format(self, record):
        """Return the record as one line of JSON."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        ours = STANDARD_FIELDS | NOT_DATA
        line |= {name: value for name, value in vars(record).items() if name not in ours}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return redacted(one_line(json.dumps(line, default=str, ensure_ascii=False)))


def config(*, as_json=False, level="INFO"):
    """Return the LOGGING dictionary: everything of this level and above goes to stderr."""
    console = {
        "class": "logging.StreamHandler",
        "filters": ["request_id"],
        "formatter": "json" if as_json else "words",
    }
    words = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": RequestIdFilter}},
        "formatters": {
            "words": {"()": WordsFormatter, "fmt": words},
            "json": {"()": JsonFormatter},
        },
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django gives this logger its own handlers; ours at the root are enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            # Its warnings repeat the status, which is in our own line about each request.
            "django.request": {"level": "ERROR"},
            # The development server's logger; by default it does not use our formatters.
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
