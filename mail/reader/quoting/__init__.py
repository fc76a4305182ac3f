"""The words of an email as it came: what its writer said now, and the history they left below."""

from mail.reader.quoting.scanner import split_quotes

__all__ = ["split_quotes"]
