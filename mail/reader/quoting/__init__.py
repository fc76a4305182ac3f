"""Splits the text of an email into new words and quoted earlier emails."""

from mail.reader.quoting.scanner import split_quotes

__all__ = ["split_quotes"]
