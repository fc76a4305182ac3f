"""The inbox's pages: who sees which email, decisions with and without a script, the new ticket."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mail.models import BlockedSender, IncomingEmail, MailEvent
from tests.factories import TicketFactory
from tests.mail.conftest import a_mail, arrive
from tests.mail.inbox.conftest import LUCIA
from tests.markup import flat
from tickets.choices import Channel
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(signed_in, maria):
    """Maria's browser."""
    return signed_in(maria)


def text(response):
    """The page as text."""
    return response.content.decode()


def test_list_and_preview(client, known, unknown):
    page = text(client.get("/inbox/"))
    assert "2 emails without a ticket" in page
    assert page.index(f'id="m-{unknown.pk}"') < page.index(f'id="m-{known.pk}"')
    assert "Its sender is unknown." in page
    assert "Lucia Fernandez" in page
    page = text(client.get(f"/inbox/{known.pk}/"))
    assert "It hurts." in page
    assert "Show quoted text" in page
    assert "log.txt" in page
    assert "Known customer" in page


def test_an_empty_inbox_says_so(client, db):
    assert "The inbox is empty." in text(client.get("/inbox/"))


def test_a_mail_of_an_unseen_ticket_is_nowhere(client, stranger, signed_in, alex):
    for path in ("", "file/", "block/", "original.eml"):
        assert client.get(f"/inbox/{stranger.pk}/{path}").status_code == 404
    for path in ("discard/", "restore/", "file/", "block/"):
        assert client.post(f"/inbox/{stranger.pk}/{path}").status_code == 404
    assert "evil.example" not in text(client.get("/inbox/"))
    page = text(signed_in(alex).get("/inbox/"))
    assert "It may belong to" in page
    assert "Cannot access dashboard" in page


def test_the_customers_open_tickets_are_suggested_if_one_sees_them(client, sarah, known, alex):
    TicketFactory(subject="Free for all", customer=sarah)
    TicketFactory(subject="Hidden from Maria", customer=sarah, holder=alex)
    page = text(client.get(f"/inbox/{known.pk}/"))
    assert "Free for all" in page
    assert "Hidden from Maria" not in page


def test_discard_and_undo(client, known, unknown):
    answer = client.post(f"/inbox/{unknown.pk}/discard/")
    assert (answer.status_code, answer["Location"]) == (303, f"/inbox/{known.pk}/")
    event = MailEvent.objects.get()
    assert f"/inbox/undo/{event.pk}/" in text(client.get(answer["Location"]))
    answer = client.post(f"/inbox/undo/{event.pk}/")
    assert answer["Location"] == f"/inbox/{unknown.pk}/"
    assert IncomingEmail.objects.waiting().count() == 2
    assert client.post(f"/inbox/undo/{event.pk}/").status_code == 409


def test_by_htmx_the_next_mail_is_there_with_the_focus(client, known, unknown):
    answer = client.post(f"/inbox/{unknown.pk}/discard/", headers=HTMX)
    assert answer.status_code == 200
    assert answer["HX-Replace-Url"] == f"/inbox/{known.pk}/"
    assert "counts" in answer["HX-Trigger"]
    page = text(answer)
    assert f'id="m-{known.pk}" class="mail" data-row tabindex="-1" data-autofocus' in flat(page)
    assert "Undo" in page


def test_nobody_undoes_anothers_decision(client, known, signed_in, alex, lisa):
    client.post(f"/inbox/{known.pk}/discard/")
    event = MailEvent.objects.get()
    assert signed_in(alex).post(f"/inbox/undo/{event.pk}/").status_code == 404
    assert signed_in(lisa).post(f"/inbox/undo/{event.pk}/").status_code == 303


@pytest.mark.parametrize("decision", ["discard", "block", "file"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_is_told(decision, headers, client, unknown, signed_in, alex, sarah):
    ticket = TicketFactory(customer=sarah)
    signed_in(alex).post(f"/inbox/{unknown.pk}/discard/")
    data = {"ticket": ticket.pk, "whom": "address"}
    answer = client.post(f"/inbox/{unknown.pk}/{decision}/", data, headers=headers)
    assert answer.status_code == 409
    assert "Alex Kim discarded this email already" in text(answer)


def test_file_by_number_and_by_words(client, known, sarah):
    ticket = TicketFactory(subject="Broken printer", customer=sarah)
    page = text(client.get(f"/inbox/{known.pk}/file/"))
    assert "Broken printer" in page
    for asked in (f"#{ticket.pk}", str(ticket.pk), "printer"):
        found = client.get(f"/inbox/{known.pk}/file/", {"q": asked}, headers=HTMX)
        assert "Broken printer" in text(found)
    answer = client.post(f"/inbox/{known.pk}/file/", {"ticket": ticket.pk})
    assert answer.status_code == 303
    assert f'href="/tickets/{ticket.pk}/"' in text(client.get(answer["Location"]))
    assert ticket.threads.get().messages.get().author == sarah


@pytest.mark.parametrize("number", ["", "99999999", "nonsense", "٣", "9" * 30])
def test_no_such_ticket_is_said(client, known, number):
    answer = client.post(f"/inbox/{known.pk}/file/", {"ticket": number})
    assert answer.status_code == 422
    assert IncomingEmail.objects.get().state == "WAITING"


def test_an_unseen_ticket_is_none(client, known, ticket):
    answer = client.post(f"/inbox/{known.pk}/file/", {"ticket": ticket.pk})
    assert answer.status_code == 422
    assert "Cannot access" not in text(client.get(f"/inbox/{known.pk}/file/?q={ticket.pk}"))


def test_a_stranger_is_blocked_at_once_and_a_customer_after_a_question(client, known, unknown):
    assert client.post(f"/inbox/{unknown.pk}/block/", {"whom": "address"}).status_code == 303
    answer = client.post(f"/inbox/{known.pk}/block/", {"whom": "address"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#dialog-body")
    assert "Sarah Chen has this address" in text(answer)
    client.post(f"/inbox/{known.pk}/block/", {"whom": "address", "sure": "on"})
    keys = set(BlockedSender.objects.values_list("key", flat=True))
    assert keys == {"lucia@delta.example", "sarah.chen@acme.example"}


def test_blocked_senders_are_listed_and_lifted(client, unknown):
    client.post(f"/inbox/{unknown.pk}/block/", {"whom": "domain"})
    page = text(client.get("/inbox/blocked/"))
    assert "@delta.example" in page
    assert "1 email held back" in page
    sender = BlockedSender.objects.get()
    assert "Before we sign" in text(client.get(f"/inbox/decided/?what=held&block={sender.pk}"))
    client.post(f"/inbox/blocked/{sender.pk}/lift/")
    assert "Nobody is blocked." in text(client.get("/inbox/blocked/"))
    client.post(f"/inbox/{unknown.pk}/restore/")
    assert "Before we sign" in text(client.get("/inbox/"))


def test_what_was_decided_is_found_by_words(client, known, unknown):
    for mail in (known, unknown):
        client.post(f"/inbox/{mail.pk}/discard/")
    page = text(client.get("/inbox/decided/"))
    assert "Another thing" in page
    assert "Maria Lopez discarded it." in page
    page = text(client.get("/inbox/decided/?q=LUCIA+sign"))
    assert "Before we sign" in page
    assert "Another thing" not in page


@pytest.mark.parametrize("query", ["?before=x", "?before=999999999999999999999", "?before=-1"])
def test_odd_addresses_show_the_first_page(client, known, query):
    assert "Another thing" in text(client.get(f"/inbox/{query}"))
    assert client.get(f"/inbox/decided/{query.replace('before', 'after')}").status_code == 200
    assert client.get("/inbox/decided/?after=1~x&block=%C2%B2&q=%00").status_code == 200
    assert client.get(f"/inbox/{IncomingEmail.objects.first().pk}/file/?q=%00x").status_code == 200


def test_pages_follow_each_other(client, maria):
    for n in range(53):
        IncomingEmail.objects.create(
            key=str(n), raw="mail/none.eml", size=1, source="PIPE", state="WAITING",
            reason="UNKNOWN", subject=f"Mail {n:02}", from_address="a@b.example",
        )  # fmt: skip
    first = client.get("/inbox/")
    assert "53 emails without a ticket" in text(first)
    last = IncomingEmail.objects.order_by("-pk")[49].pk
    assert f"/inbox/?before={last}" in text(first)
    page = text(client.get(f"/inbox/?before={last}"))
    assert "Mail 02" in page
    assert "Mail 03" not in page


def test_a_ticket_of_a_known_customers_mail(client, known, sarah, unknown):
    page = text(client.get(f"/tickets/new/?mail={known.pk}"))
    assert 'value="Another thing"' in page
    assert "Starts with the email from Sarah Chen" in page
    data = {
        "mail": known.pk, "subject": "It hurts", "customer": sarah.pk, "priority": "3",
        "channel": Channel.EMAIL,
    }  # fmt: skip
    answer = client.post("/tickets/new/", data)
    assert answer.status_code == 303, text(answer)
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/inbox/{unknown.pk}/"
    assert ticket.threads.get().messages.get().attachments.count() == 1
    assert (ticket.subject, ticket.customer) == ("It hurts", sarah)


def test_a_ticket_of_a_strangers_mail_begins_the_customer(client, unknown):
    page = text(client.get(f"/tickets/new/?mail={unknown.pk}"))
    assert 'value="Lucia Fernandez"' in page
    assert 'value="lucia@delta.example"' in page
    data = {
        "mail": unknown.pk, "subject": "Before", "customer": "new", "priority": "2",
        "customer-name": "Lucia", "customer-email": "lucia@delta.example", "then": "take",
        "channel": Channel.EMAIL,
    }  # fmt: skip
    answer = client.post("/tickets/new/", data)
    assert answer.status_code == 303, text(answer)
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/tickets/{ticket.pk}/"
    assert ticket.threads.get().messages.get().author == ticket.customer
    again = client.post("/tickets/new/", data)
    assert again.status_code in (409, 422)
    assert Ticket.objects.count() == 1


def test_the_mail_stays_with_the_form_at_each_step(client, known):
    answer = client.post("/tickets/new/customer/", {"mail": known.pk, "who": "sarah"})
    assert f'name="mail" value="{known.pk}"' in text(answer)


def test_instead_files_the_mail_to_a_ticket_that_is_there(client, known, sarah):
    ticket = TicketFactory(customer=sarah)
    data = {"mail": known.pk, "subject": "A", "customer": sarah.pk, "instead": ticket.pk}
    answer = client.post("/tickets/new/", data)
    assert answer.status_code == 303, text(answer)
    assert IncomingEmail.objects.get().ticket == ticket


def test_the_original_and_its_files_download_and_are_on_record(client, known):
    answer = client.get(f"/inbox/{known.pk}/original.eml")
    assert b"".join(answer).startswith(b"From: Sarah Chen")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer["Content-Disposition"]
    answer = client.get(f"/inbox/{known.pk}/files/0/")
    assert answer.content == b"one line"
    assert 'filename="log.txt"' in answer["Content-Disposition"]
    assert client.get(f"/inbox/{known.pk}/files/1/").status_code == 404
    names = [event.changes["file"]["new"] for event in MailEvent.objects.order_by("pk")]
    assert names == [f"mail-{known.pk}.eml", "log.txt"]


def test_hostile_words_stay_words(client, db):
    mail = arrive(
        a_mail(
            "<script>alert(1)</script>", From='"<img src=x>" <x@evil.example>',
            Subject="<b>{% now %}</b>", files=[("<i>.html", b"<script>")],
        )
    )  # fmt: skip
    page = text(client.get(f"/inbox/{mail.pk}/"))
    for bad in ("<script>alert", "<img src=x", "<b>{", "<i>.html"):
        assert bad not in page
    assert text(client.get(f"/tickets/new/?mail={mail.pk}"))


def test_a_mail_that_cannot_be_read_is_shown_raw(client, known, monkeypatch):
    def fail(_raw):
        raise RuntimeError("poison")

    monkeypatch.setattr("mail.incoming.filing.parse", fail)
    page = text(client.get(f"/inbox/{known.pk}/"))
    assert "From: Sarah Chen" in page
    assert client.get(f"/tickets/new/?mail={known.pk}").status_code == 200


def test_the_inbox_takes_few_statements(client, known, unknown, sarah):
    for n in range(20):
        arrive(From=LUCIA, Message_ID=f"<{n}@delta.example>")
        TicketFactory(customer=sarah)
    for path in ("/inbox/", f"/inbox/{known.pk}/", "/inbox/decided/", "/inbox/blocked/"):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as taken:
            client.get(path)
        assert len(taken) <= 8, (path, [one["sql"] for one in taken])


def test_the_rail_counts_what_one_may_read(client, known, stranger, signed_in, alex):
    assert 'id="count-inbox" hx-swap-oob="true">1<' in flat(text(client.get("/tickets/counts/")))
    counts = flat(text(signed_in(alex).get("/tickets/counts/")))
    assert 'id="count-inbox" hx-swap-oob="true">2<' in counts
