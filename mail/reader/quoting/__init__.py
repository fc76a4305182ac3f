"""The words of an email as it came: what its writer said now, and the history they left below."""

from mail.reader.quoting.scanner import parts_of

__all__ = ["parts_of"]
