"""The words of a mail as it came: what its writer said now, and the history they left below."""

from tickets.quoting.plain import VERSION, render, worded
from tickets.quoting.scanner import parts_of

__all__ = ["VERSION", "parts_of", "render", "worded"]
