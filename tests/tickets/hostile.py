"""Texts as people do not type them, but programs and mails bring them."""

TEXTS = [
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "\x01\x1b[31m\x7f",
    "\u202e\u2066",
    "\ufffe\uffff",
    "🧑‍💻" * 3,
    "e\u0301" * 3,
    "<script>alert(1)</script>",
    "{{ 7 }}{% if %}",
    "' OR 1=1 --",
    "\\",
    "%s%(x)d",
]
SUBJECTS = ["\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
