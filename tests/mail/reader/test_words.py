"""Header texts: encoded words, cut characters, raw bytes."""

import pytest

from mail.reader import parse, words

pytestmark = pytest.mark.once

SUBJECTS = [
    (b"plain", "plain"),
    (b"=?utf-8?Q?gr=C3=BC=C3=9F?=", "grüß"),
    (b"=?UTF-8?b?Z3LDvMOf?=", "grüß"),
    (b"=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=", "ü"),
    (b"=?utf-8?B?w7zDvMM=?=", "üü�"),
    (b"=?utf-8?Q?=F0=9F?=\n =?utf-8?Q?=98=80?=", "😀"),
    (b"=?utf-8?Q?two words?= end", "two words end"),
    (b"=?utf-8?B?Z3LD vMOf?=", "grüß"),
    (b"=?utf-8?B?Z3LDvMOf=?=", "grüß"),
    (b"=?utf-8*en?Q?hello?=", "hello"),
    (b"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
    (b"=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
    (b"x=?utf-8?Q?a?=y", "xay"),
    (b"=?utf-8?Q?Re=3A?= =?iso-8859-1?q?=FC?=", "Re:ü"),
    (b"=?us-ascii?Q?=FC?=", "ü"),
    (b"=??Q?abc?=", "abc"),
    (b"=?utf-8?Q?never closed", "never closed"),
    (b"=?utf-8?X?kept?=", "=?utf-8?X?kept?="),
    (b"=?utf-8?Q?what?_now?=", "what? now"),
    (b"=?gb2312?B?6W7W0A==?=", "閚中"),
    (b"=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①"),
    (b"gr\xc3\xbc\xc3\x9f", "grüß"),
    (b"gr\xfc\xdf", "grüß"),
    (b"one\n two\n\tthree", "one two three"),
    (b"=?utf-8?Q?evil=0D=0ABcc:_x@y?=", "evil Bcc: x@y"),
    (b"a\0b", "ab"),
]


@pytest.mark.parametrize(("raw", "text"), SUBJECTS)
def test_subject(raw, text):
    """What a subject says."""
    assert parse(b"Subject: " + raw + b"\nFrom: a@b.example\n\n").subject == text


def test_raw_bytes_are_read_in_the_charset_of_the_body():
    """Russian programs never encoded their subjects."""
    russian = "Счёт за март".encode("koi8-r")
    raw = b"Subject: " + russian + b"\nContent-Type: text/plain; charset=koi8-r\n\n" + russian
    mail = parse(raw)
    assert (mail.subject, mail.text) == ("Счёт за март", "Счёт за март")


def test_one_line_only():
    """Separators of lines of every kind become blanks."""
    assert words.header_line("a\r\nb\u2028c\x85d\x1be") == "a b c d e"
