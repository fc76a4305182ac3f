"""What stands in an email of ours, to the letter; and what never does."""

import re

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from mail import signing
from mail.outgoing import compose
from mail.outgoing.composing import MOST_REFERENCES, Unsendable, references
from mail.outgoing.flowing import flowed
from mail.outgoing.headers import POLICY, header_address
from mail.reader import parse
from tests.mail.conftest import a_mail, arrive
from tickets.models import Upload

pytestmark = pytest.mark.django_db
SARAH = "Sarah Chen <sarah.chen@acme.example>"


def head(mail):
    """Return the lines of an email's head, unfolded."""
    raw = mail.as_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    return re.sub(r"\r\n[ \t]", " ", raw).split("\r\n")


def test_the_headers_of_a_first_mail(ticket, alex):
    mail = ticket.write_mail(
        "Is it better now?", by=alex, to=[SARAH], cc=["David Park <david@acme.example>"]
    )
    lines = head(compose(mail))
    assert (
        "From: Alex Kim at Helpdesk <support@helpdesk.localhost>".replace(
            "Alex Kim at Helpdesk", '"Alex Kim at Helpdesk"'
        )
        in lines
    )
    assert 'To: "Sarah Chen" <sarah.chen@acme.example>' in lines
    assert 'Cc: "David Park" <david@acme.example>' in lines
    assert f"Reply-To: {signing.reply_address(mail.thread)}" in lines
    assert f"Subject: Cannot access dashboard [#{ticket.pk}]" in lines
    assert f"Message-ID: {mail.message_id}" in lines
    assert f"X-Helpdesk-Thread: h{mail.thread_id}@helpdesk.localhost" in lines
    names = {line.partition(":")[0] for line in lines}
    assert names.isdisjoint({"In-Reply-To", "References", "Auto-Submitted", "Bcc"})
    assert re.fullmatch(r"<[!-;=?-~]+@[!-;=?-~]+>", mail.message_id)


def test_a_later_mail_refers_to_all_before_it(ticket, written, alex, reply_address, sent):
    sent()
    arrive(a_mail(To=reply_address, Message_ID="<two@acme.example>"))
    third = ticket.write_mail("Good.", by=alex, to=[SARAH], thread=written.thread)
    mail = compose(third)
    assert mail["In-Reply-To"] == "<two@acme.example>"
    assert mail["References"] == f"{written.message_id} <two@acme.example>"
    assert mail["Subject"] == f"Re: Cannot access dashboard [#{ticket.pk}]"


def test_references_are_bounded_and_keep_the_first(ticket, written, alex):
    for n in range(MOST_REFERENCES + 5):
        last = ticket.write_mail(f"More {n}", by=alex, to=[SARAH], thread=written.thread)
    ids = references(last)
    assert len(ids) == MOST_REFERENCES
    assert ids[0] == written.message_id


def test_the_text_comes_plain_and_as_html_with_the_signature_of_then(ticket, alex):
    alex.edit_profile(by=alex, signature="Alex Kim\nTechnical Support")
    mail = ticket.write_mail("Look **here**, <b>please</b>.", by=alex, to=[SARAH])
    alex.edit_profile(by=alex, signature="Somebody else")
    read = parse(compose(mail).as_bytes())
    assert read.text.strip() == "Look **here**, <b>please</b>.\n\n-- \nAlex Kim\nTechnical Support"
    assert "Look <strong>here</strong>, &lt;b&gt;please&lt;/b&gt;." in read.html
    assert "Alex Kim<br>Technical Support" in read.html
    assert read.problems == ()


def test_history_is_quoted_below_and_only_of_this_thread(
    ticket, written, alex, reply_address, sent
):
    ticket.add_note("a secret note", by=alex)
    ticket.post("a team word", by=alex)
    vendor = ticket.write_mail(
        "To the vendor", by=alex, to=["vendor@other.example"], subject="Your part"
    )
    sent()
    arrive(a_mail("It works now!\n\n> Is it better now?", To=reply_address))
    ticket.record_call("said on the phone", by=alex, thread=written.thread)
    last = ticket.write_mail("Glad to hear.", by=alex, to=[SARAH], thread=written.thread)
    text = parse(compose(last).as_bytes()).text
    assert text.startswith("Glad to hear.")
    assert text.index("Sarah Chen wrote:") < text.index("> It works now!")
    assert text.index("> It works now!") < text.index("> Is it better now?")
    assert text.count("Is it better now?") == 1
    for foreign in ("secret", "team word", "vendor", "Your part", "phone"):
        assert foreign not in compose(last).as_string()
    raw = compose(vendor).as_string()
    assert "sarah" not in raw.lower()
    assert "dashboard" not in raw


def test_somebody_new_in_a_thread_gets_no_history(ticket, written, alex, sent):
    sent()
    mail = ticket.write_mail(
        "See below?", by=alex, to=[SARAH], cc=["new@other.example"], thread=written.thread
    )
    assert "Is it better now?" not in compose(mail).as_string()


def test_what_was_taken_back_is_neither_quoted_nor_referred_to(ticket, written, alex):
    written.take_back(by=alex)
    mail = compose(ticket.write_mail("Again.", by=alex, to=[SARAH], thread=written.thread))
    assert mail["References"] is None
    assert "better" not in mail.as_string()


def test_files_of_this_message_go_along_and_no_others(ticket, alex):
    def upload(name):
        return Upload.stage(ContentFile(b"words \xff", name=name), owner=alex)

    ticket.attach([upload("ticket.txt")], by=alex)
    ticket.add_note("Note", by=alex, uploads=[upload("note.txt")])
    mail = ticket.write_mail("Here.", by=alex, to=[SARAH], uploads=[upload("früh, 日本.bin")])
    read = parse(compose(mail).as_bytes())
    assert [(file.name, file.data) for file in read.attachments] == [
        ("früh, 日本.bin", b"words \xff")
    ]


def test_a_file_that_is_gone_is_said_in_words(ticket, alex):
    upload = Upload.stage(ContentFile(b"words", name="a.txt"), owner=alex)
    mail = ticket.write_mail("Here.", by=alex, to=[SARAH], uploads=[upload])
    mail.attachments.get().file.storage.delete(mail.attachments.get().file.name)
    with pytest.raises(Unsendable, match="“a.txt” is missing"):
        compose(mail)


HOSTILE = [
    "\r\nBcc: evil@x.example",
    "\nX: y",
    "a\u2028b",
    "=?utf-8?q?=0D=0AX:_y?=",
    '", <x@y>',
    "‮",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_value_becomes_a_header_of_its_own(ticket, alex, written, words):
    type(alex).objects.filter(pk=alex.pk).update(name=f"Alex{words}")
    written.thread.subject = f"Help{words}"
    written.thread.save()
    written.recipients.update(name=f"Sarah{words}")
    written.refresh_from_db()
    mail = type(written).objects.get(pk=written.pk)
    lines = head(compose(mail))
    names = [line.partition(":")[0] for line in lines]
    expected = ["From", "Reply-To", "To", "Subject", "Date", "Message-ID", "X-Helpdesk-Thread"]
    assert [n for n in names if n in expected] == expected
    assert {"Bcc", "X"}.isdisjoint(names)
    read = parse(compose(mail).as_bytes())
    assert [one.address for one in read.to] == ["sarah.chen@acme.example"]
    assert read.from_email == "support@helpdesk.localhost"


@effort(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_name_and_subject_survive_the_way(name, subject):
    from email.message import EmailMessage

    from mail.outgoing.headers import header_text

    mail = EmailMessage(policy=POLICY)
    mail["To"] = [
        header_address(name, "a@acme.example"),
        header_address(name[::-1], "b@acme.example"),
    ]
    mail["Subject"] = header_text(subject)
    mail["References"] = f"<{'x' * 200}@acme.example> <b@acme.example>"
    mail.set_content("Hello.")
    raw = mail.as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 998
    read = parse(raw)
    assert [one.address for one in read.to] == ["a@acme.example", "b@acme.example"]
    assert read.references == (f"{'x' * 200}@acme.example", "b@acme.example")
    assert " ".join(read.subject.split()) == " ".join(header_text(subject).split())


TEXTS = [
    "word " * 60,
    "> not a quotation\nFrom here\n indented",
    "```\n" + "x = 1; " * 30 + "\n```",
    "\n".join(["short", "", "x" * 300, "ünïcödé " * 30]),
]


@pytest.mark.parametrize("text", TEXTS)
def test_wrapped_text_is_whole_again_for_who_can_read_it(ticket, alex, text):
    mail = ticket.write_mail(text, by=alex, to=[SARAH])
    read = parse(compose(mail).as_bytes())
    assert [line.rstrip() for line in read.text.strip().split("\n")] == [
        line.rstrip() for line in mail.body.strip().split("\n")
    ]
    assert all(len(line) <= 80 for line in flowed("word " * 60).split("\n"))
