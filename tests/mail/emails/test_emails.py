"""How an email that came in is looked at: in the timeline, whole, in its frame, and as it was."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import TicketFactory
from tests.mail.conftest import a_mail, arrive
from tests.mail.letters import filed, letter, png
from tests.markup import flat

HTML = (
    '<p style="color:red">It <b>works</b></p><script>alert(1)</script><img src="cid:logo@acme">'
    '<img src="http://spy.example/pixel.gif" width=1><img src="https://far.example/a.png">'
)


@pytest.fixture
def message(ticket, alex):
    """Sarah's email with HTML, a picture in it and a file, filed by Alex."""
    files = [("notes.bin", b"\x00\x01")]
    return filed(ticket, alex, letter(HTML, picture=png(), files=files))


@pytest.fixture
def at(ticket, message):
    """Return a function that gives the address of a way to look at her email."""
    return lambda part="": f"/tickets/{ticket.pk}/emails/{message.pk}/{part}"


@pytest.fixture
def client(signed_in, alex):
    """Alex's browser."""
    return signed_in(alex)


def body(response):
    """The answer as text."""
    assert response.status_code == 200
    return response.content.decode()


def policy(response):
    """The content security policy of an answer, by directive."""
    assert response["X-Content-Type-Options"] == "nosniff"
    parts = response["Content-Security-Policy"].split("; ")
    return {name: value for name, _space, value in (part.partition(" ") for part in parts)}


def test_the_timeline_shows_the_text_its_files_and_the_other_views(client, ticket, message, at):
    page = body(client.get(f"/tickets/{ticket.pk}/"))
    assert "<p>It works now!</p>" in page
    assert "notes.bin" in page
    assert "filed by Alex Kim" in page
    for part in ("full/", "original/"):
        assert f'href="{at(part)}" hx-get="{at(part)}"' in flat(page)
    assert "iframe" not in page


def test_a_call_that_was_written_down_has_no_other_views(client, ticket, alex):
    ticket.record_call("It *works*.", by=alex)
    page = body(client.get(f"/tickets/{ticket.pk}/"))
    assert "It <em>works</em>." in page
    assert "/original/" not in page


def test_the_full_mail_is_in_a_sandboxed_frame_and_tells_what_is_not_loaded(client, at):
    page = body(client.get(at("full/")))
    frame = re.search(r"<iframe[^>]*>", page)[0]
    assert f'src="{at("frame/")}"' in frame
    assert 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"' in frame
    assert 'referrerpolicy="no-referrer"' in frame
    assert "1 remote image is not loaded" in page
    assert f'href="{at("full/")}?images=remote"' in page
    shown = body(client.get(at("full/?images=remote")))
    assert f'src="{at("frame/")}?images=remote"' in shown


def test_htmx_gets_the_mail_alone_and_others_a_page(client, ticket, message, at):
    page = f"http://testserver/tickets/{ticket.pk}/"
    part = client.get(at("full/"), headers={"HX-Request": "true", "HX-Current-URL": page})
    assert body(part).strip().startswith(f'<div class="mail" id="mail-{message.pk}"')
    whole = client.get(at("full/"))
    assert "HX-Request" in whole["Vary"]
    assert f'href="/tickets/{ticket.pk}/"' in body(whole)


def test_the_frame_may_do_nothing_and_load_only_its_own_pictures(client, message, at):
    response = client.get(at("frame/"))
    page, rules = body(response), policy(response)
    logo = message.attachments.exclude(content_id="").get()
    assert f'<img src="{at("images/")}{logo.pk}/" alt="">' in page
    assert "<b>works</b>" in page
    assert not re.search(r"<script|spy\.example|far\.example", page)
    assert rules["default-src"] == "'none'"
    assert "script-src" not in rules
    assert rules["img-src"] == f"data: http://testserver{at('images/')}"
    assert rules["frame-ancestors"] == "'self'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"
    assert "allow-scripts" not in rules["sandbox"]
    assert "allow-top" not in rules["sandbox"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "private, no-store"


def test_remote_pictures_are_shown_when_asked_for_but_never_a_pixel(client, at):
    response = client.get(at("frame/?images=remote"))
    page = body(response)
    assert 'src="https://far.example/a.png"' in page
    assert "spy.example" not in page
    assert policy(response)["img-src"].endswith(" https:")


def test_its_own_picture_is_served_as_a_picture_and_nothing_else_is(client, message, at):
    logo = message.attachments.exclude(content_id="").get()
    response = client.get(at(f"images/{logo.pk}/"))
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("inline")
    assert b"".join(response).startswith(b"\x89PNG")
    assert policy(response)["default-src"] == "'none'"
    notes = message.attachments.get(content_id="")
    assert client.get(at(f"images/{notes.pk}/")).status_code == 404


def test_a_picture_that_is_none_is_not_served_as_one(client, ticket, alex):
    evil = filed(ticket, alex, letter(HTML, picture=b"<svg onload=alert(1)>"))
    file = evil.attachments.get()
    path = f"/tickets/{ticket.pk}/emails/{evil.pk}/"
    assert client.get(f"{path}images/{file.pk}/").status_code == 404
    assert " src=" not in body(client.get(f"{path}frame/"))


def test_the_original_shows_the_headers_and_gives_the_bytes_on_record(
    client, ticket, alex, message, at
):
    page = body(client.get(at("original/")))
    assert "<th scope=\"row\">Message-ID</th>" in page  # fmt: skip
    assert "letter@acme.example" in page
    assert not ticket.events.filter(kind="downloaded").exists()
    response = client.get(at("email.eml"))
    assert b"".join(response) == message.incoming_emails.get().raw.open("rb").read()
    assert response["Content-Type"] == "application/octet-stream"
    name = f"ticket-{ticket.pk}-mail-{message.pk}.eml"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "sandbox" in policy(response)
    event = ticket.events.get(kind="downloaded")
    assert (event.by, event.message, event.changes["file"]["new"]) == (alex, message, name)
    lines = body(client.get(f"/tickets/{ticket.pk}/timeline/?show=events"))
    assert f"downloaded <b>{name}</b>" in lines


@pytest.mark.parametrize("part", ["", "full/", "original/", "frame/", "email.eml"])
def test_who_does_not_see_the_ticket_sees_no_mail(signed_in, priya, ticket, message, at, part):
    assert signed_in(priya).get(at(part)).status_code == 404


def test_a_mail_is_not_reached_through_another_ticket(signed_in, priya, message, sarah):
    other = TicketFactory(customer=sarah, by=priya)
    for part in ("", "full/", "frame/", "email.eml", f"images/{message.attachments.first().pk}/"):
        path = f"/tickets/{other.pk}/emails/{message.pk}/{part}"
        assert signed_in(priya).get(path).status_code == 404


def test_our_own_mail_and_a_lost_original_have_no_such_views(client, ticket, written, message, at):
    assert client.get(f"/tickets/{ticket.pk}/emails/{written.pk}/full/").status_code == 404
    stored = message.incoming_emails.get()
    stored.raw.storage.delete(stored.raw.name)
    for part in ("full/", "original/", "frame/", "email.eml"):
        assert client.get(at(part)).status_code == 404
    assert client.get(at()).status_code == 200


def test_a_mail_without_html_is_shown_whole_without_a_frame(client, ticket, alex):
    plain = filed(ticket, alex, a_mail("Yes\n\nOn 2 Nov 2026 at 10:00, Alex wrote:\n> Is it?\n"))
    page = body(client.get(f"/tickets/{ticket.pk}/emails/{plain.pk}/full/"))
    assert "&gt; Is it?" in page
    assert "<details" not in page.split("<h1")[1].split("</main>")[0]
    assert client.get(f"/tickets/{ticket.pk}/emails/{plain.pk}/frame/").status_code == 404


def test_an_endless_mail_is_cut_and_says_so(client, ticket, alex):
    endless = filed(ticket, alex, a_mail("word \n" * 200_000))
    page = body(client.get(f"/tickets/{ticket.pk}/emails/{endless.pk}/full/"))
    assert "Its end is only in the original." in page
    assert len(page) < 3_000_000


def test_an_automatic_reply_is_marked_and_nobody_waits_for_an_answer(client, ticket, reply_address):
    mail = arrive(To=reply_address, Auto_Submitted="auto-replied", Subject="Out of office")
    assert mail.state == "FILED"
    page = body(client.get(f"/tickets/{ticket.pk}/"))
    assert "Automatic reply" in page
    ticket.refresh_from_db()
    assert ticket.waiting_since is None
    assert "Customer waits" not in page


def test_an_automatic_reply_after_closing_asks_for_nothing(ticket, reply_address, lisa):
    ticket.set_status("CLOSED", by=lisa, why="done")
    arrive(To=reply_address, Auto_Submitted="auto-replied", Subject="Out of office")
    ticket.refresh_from_db()
    assert ticket.is_closed
    assert not ticket.wrote_after_closing


def test_who_writes_after_closing_is_pointed_at_and_nothing_reopens(
    signed_in, lisa, ticket, reply_address
):
    ticket.set_status("CLOSED", by=lisa, why="done")
    arrive(To=reply_address)
    ticket.refresh_from_db()
    assert ticket.is_closed
    admin = signed_in(lisa)
    page = body(admin.get(f"/tickets/{ticket.pk}/"))
    assert "Sarah Chen wrote after that. Reopen it to answer." in page
    assert "wrote after closing" in body(admin.get("/tickets/?q=is:closed"))


def test_an_invitation_is_told_in_one_line(client, ticket, alex):
    event = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Review\r\n"
        "DTSTART:20261123T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    raw = a_mail("See you there.").replace(
        b"Content-Type: text/plain", b'Content-Type: multipart/mixed; boundary="b"', 1
    )
    head, _gap, _text = raw.partition(b"\n\n")
    parts = f"--b\n\nSee you there.\n--b\nContent-Type: text/calendar\n\n{event}\n--b--\n"
    filed(ticket, alex, head + b"\n\n" + parts.encode())
    page = body(client.get(f"/tickets/{ticket.pk}/"))
    assert "<p>Invitation: Review · 2026-11-23 10:00" in page
    assert "See you there." in page


def test_who_is_not_the_tickets_customer_is_shown_with_their_address(client, ticket, alex):
    raw = a_mail(From="Bob <bob@acme.example>", Cc="Carol <carol@acme.example>")
    filed(ticket, alex, raw)
    page = body(client.get(f"/tickets/{ticket.pk}/"))
    assert "bob@acme.example</h3>" in flat(page)
    assert "by email, cc Carol" in flat(page)
    assert "carol@acme.example" in page


def test_more_mails_cost_no_more_statements(client, ticket, alex):
    def statements(count):
        for _n in range(count):
            html = f"<p>{ticket.events.count()}</p>"
            filed(ticket, alex, letter(html, Message_ID=f"<{ticket.events.count()}@acme.example>"))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/tickets/{ticket.pk}/")
        return len(queries)

    client.get(f"/tickets/{ticket.pk}/")
    assert statements(1) == statements(10) <= 12
