"""Mailboxes as people wrote them."""

import pytest

from mail.reader import addresses, parse

pytestmark = pytest.mark.once

LISTS = [
    (b"sarah@acme.example", [("", "sarah@acme.example")]),
    (b"Sarah Chen <sarah@acme.example>", [("Sarah Chen", "sarah@acme.example")]),
    (
        b'"Chen, Sarah" <s@a.example>, b@c.example',
        [("Chen, Sarah", "s@a.example"), ("", "b@c.example")],
    ),
    (b"Chen, Sarah <s@a.example>", [("Chen, Sarah", "s@a.example")]),
    (b"s@a.example (Sarah (the boss) Chen)", [("Sarah (the boss) Chen", "s@a.example")]),
    (b"(Sarah) s@a.example", [("Sarah", "s@a.example")]),
    (b"'Sarah' <s@a.example>", [("Sarah", "s@a.example")]),
    (b'"S \\"x\\" C" <s@a.example>', [('S "x" C', "s@a.example")]),
    (b"s@a.example <s@a.example>", [("", "s@a.example")]),
    (b"=?utf-8?Q?J=C3=BCrgen,_B?= <j@a.example>", [("Jürgen, B", "j@a.example")]),
    (b'"=?utf-8?B?SsO8cmdlbg==?=" <j@a.example>', [("Jürgen", "j@a.example")]),
    (b"=?utf-8?Q?J=C3?= =?utf-8?Q?=BCrgen?= <j@a.example>", [("Jürgen", "j@a.example")]),
    (b"=?utf-8?Q?Foo_<a@b.example>?=", [("Foo", "a@b.example")]),
    (b"J\xfcrgen <j@a.example>", [("Jürgen", "j@a.example")]),
    (b"J\xc3\xbcrgen <j@a.example>", [("Jürgen", "j@a.example")]),
    (b"undisclosed-recipients:;", []),
    (b"undisclosed recipients", []),
    (
        b"team: a@b.example, c@d.example;, x@y.example",
        [("", "a@b.example"), ("", "c@d.example"), ("", "x@y.example")],
    ),
    (b"a@b.example; c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
    (b"a@b.example,, ,c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
    (b"<@one.example,@two.example:s@a.example>", [("", "s@a.example")]),
    (b"Sarah <s@a.example", [("Sarah", "s@a.example")]),
    (b"Sarah s@a.example>", [("Sarah", "s@a.example")]),
    (b"<<s@a.example>>", [("", "s@a.example")]),
    (b"A <a@b.example> B <c@d.example>", [("A", "a@b.example"), ("B", "c@d.example")]),
    (b'"never closed <s@a.example>', [("never closed", "s@a.example")]),
    (b"s @ a.example", [("", "s@a.example")]),
    (b"mailto:s@a.example", [("", "s@a.example")]),
    (b"s@[192.0.2.1]", [("", "s@[192.0.2.1]")]),
    (b'"sarah chen"@a.example', [("", '"sarah chen"@a.example')]),
    (b"root (Cron Daemon)", [("Cron Daemon", "root")]),
    (b"", []),
    (b"<>", []),
    (b',;:<>()"@', []),
]


@pytest.mark.parametrize(("raw", "found"), LISTS)
def test_list(raw, found):
    """Names and addresses, in their order."""
    assert [tuple(each) for each in addresses.read_addresses(raw)[0]] == found


SENDERS = [
    (b"From: Sarah <s@a.example>", ("Sarah", "s@a.example")),
    (b"From:\nReply-To: r@a.example\nSender: x@a.example", ("", "r@a.example")),
    (b"From: \nSender: Sarah <s@a.example>", ("Sarah", "s@a.example")),
    (b"Return-Path: <p@a.example>", ("", "p@a.example")),
    (
        b'From: "Mail System" <>\nReturn-Path: <p@a.example>',
        ("Mail System", "p@a.example"),
    ),
    (b"From: Sarah Chen", ("Sarah Chen", "")),
    (b"From: MAILER-DAEMON (Mail System)", ("Mail System", "MAILER-DAEMON")),
    (b"Subject: none", ("", "")),
]


@pytest.mark.parametrize(("header", "sender"), SENDERS)
def test_sender(header, sender):
    """From, or what comes nearest to it."""
    mail = parse(header + b"\n\nhello")
    assert (mail.from_name, mail.from_email) == sender


def test_several_fields_are_one_list():
    """Two To fields are forbidden, and written."""
    mail = parse(b"To: a@b.example\nTo: c@d.example\nCc: Eve <e@f.example>\n\n")
    assert [each.address for each in mail.to] == ["a@b.example", "c@d.example"]
    assert mail.cc == (("Eve", "e@f.example"),)


def test_the_envelope_that_servers_wrote_down():
    """Where the email really went, and who it came from."""
    mail = parse(
        b"Return-Path: <>\nDelivered-To: support+t7@help.example\nX-Original-To: x@help.example\n\n"
    )
    assert mail.return_path == "<>"
    assert mail.delivered_to == ("support+t7@help.example", "x@help.example")
