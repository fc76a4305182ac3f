"""A new ticket by plain forms: what a browser without JavaScript does."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.models import Company, Customer
from tests.factories import GroupFactory, TicketFactory
from tests.tickets.conftest import NEW
from tickets.models import Ticket, Upload

HTMX = {"HX-Request": "true"}


def test_a_ticket_for_somebody_known(signed_in, maria, sarah, filled):
    answer = signed_in(maria).post(NEW, filled(customer=sarah.pk, tags="Login, sso"))
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("ticket", args=[ticket.pk]))
    assert (ticket.subject, ticket.customer, ticket.created_by) == (
        "Cannot access dashboard", sarah, maria,
    )  # fmt: skip
    assert (ticket.get_priority_display(), ticket.channel, ticket.status) == (
        "High", "phone", "OPEN",
    )  # fmt: skip
    assert [tag.name for tag in ticket.tags.all()] == ["login", "sso"]


def test_refused_words_are_all_there_again(signed_in, maria, filled):
    created = {
        "customer": "new", "customer-name": "", "customer-email": "sarah@",
        "customer-phone": "none", "customer-company": "Acme Corp",
        "subject": "x" * 10_000, "description": "y" * 5000,
    }  # fmt: skip
    refused = signed_in(maria).post(NEW, filled(**created))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "This has 10000 characters; at most 200 fit." in page
    assert "A customer needs a name." in page
    assert "Enter a valid email address." in page
    for value in ("sarah@", "none", "Acme Corp", "x" * 10_000, "y" * 5000):
        assert value in page
    assert Customer.objects.count() == Company.objects.count() == 0


def test_a_refusal_of_a_verb_takes_everything_back(signed_in, maria, filled):
    created = {"customer": "new", "customer-name": "Sarah", "customer-company": "Acme Corp"}
    refused = signed_in(maria).post(NEW, filled(**created, **{"customer-phone": "none"}))
    assert refused.status_code == 422
    assert "“none” is not a phone number." in refused.content.decode()
    assert Customer.objects.count() == Company.objects.count() == Ticket.objects.count() == 0


def test_files_survive_a_refusal(signed_in, maria, sarah, filled, settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_MAX_BYTES = tmp_path, 10
    client = signed_in(maria)
    good = SimpleUploadedFile("a.txt", b"hello")
    big = SimpleUploadedFile("b.txt", b"x" * 11)
    refused = client.post(NEW, filled(customer=sarah.pk, files=[good, big]))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "“b.txt” is larger than" in page
    token = str(Upload.objects.get().token)
    assert token in page
    client.post(NEW, filled(customer=sarah.pk, uploads=[token]))
    assert [file.name for file in Ticket.objects.get().attachments.all()] == ["a.txt"]
    assert Upload.objects.count() == 0


def test_a_false_image_is_attached_without_a_preview(signed_in, maria, sarah, filled):
    false = SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\nno picture at all")
    signed_in(maria).post(NEW, filled(customer=sarah.pk, files=[false]))
    (file,) = Ticket.objects.get().attachments.all()
    assert (file.name, file.is_image, file.opens_inline) == ("photo.png", False, False)


def test_sent_twice_it_makes_one_ticket_and_one_customer(signed_in, maria, filled):
    client = signed_in(maria)
    once = filled(**{"customer": "new", "customer-name": "Sarah Chen", "customer-email": "s@a.io"})
    first, second = client.post(NEW, once), client.post(NEW, once)
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == Customer.objects.count() == 1


def test_the_same_moment_makes_one_ticket_and_one_customer(maria, filled):
    """The second sending looked for an earlier one before the first was done."""
    from django.http import QueryDict

    from tickets.new_ticket.forms import NewTicketForm

    data = QueryDict(mutable=True)
    data.update(filled(**{"customer": "new", "customer-name": "Sarah Chen"}))
    forms = [NewTicketForm(data, by=maria) for _ in range(2)]
    assert all(form.is_valid() for form in forms)
    first, second = (form.save() for form in forms)
    assert (second, forms[1].made_before()) == (None, first)
    assert Ticket.objects.count() == Customer.objects.count() == 1


def test_a_nonce_of_somebody_else_is_refused_and_renewed(signed_in, maria, alex, sarah, filled):
    data = filled(customer=sarah.pk)
    signed_in(alex).post(NEW, data)
    refused = signed_in(maria).post(NEW, data)
    assert refused.status_code == 422
    nonce = re.search(r'name="nonce" value="([^"]+)"', refused.content.decode())[1]
    assert nonce != data["nonce"]
    assert signed_in(maria).post(NEW, {**data, "nonce": nonce}).status_code == 303


@pytest.mark.parametrize("nonce", ["", "rubbish"])
def test_a_form_without_a_good_nonce_still_works(signed_in, maria, sarah, filled, nonce):
    assert signed_in(maria).post(NEW, filled(customer=sarah.pk, nonce=nonce)).status_code == 303


def test_take_it_in_the_same_step(signed_in, maria, alex, sarah, filled):
    given = filled(customer=sarah.pk, then="take", holder=f"user:{alex.pk}")
    signed_in(maria).post(NEW, given)
    assert Ticket.objects.get().holder == maria


def test_given_out_of_sight_one_comes_to_the_queue_and_is_told(
    signed_in, maria, alex, sarah, filled
):
    client = signed_in(maria)
    answer = client.post(NEW, filled(customer=sarah.pk, holder=f"user:{alex.pk}"))
    assert answer["Location"] == reverse("queue")
    number = Ticket.objects.get().pk
    words = [str(message) for message in answer.wsgi_request._messages]
    assert words == [f"Created #{number} and assigned it to Alex Kim. You can no longer see it."]


def test_beside_it_stand_only_tickets_that_one_sees(signed_in, maria, alex, sarah):
    TicketFactory(customer=sarah, subject="Dashboard is slow", by=maria)
    TicketFactory(customer=sarah, subject="A secret of Alex", holder=alex, by=maria)
    page = signed_in(maria).get(NEW, {"customer": sarah.pk}).content.decode()
    assert "1 open ticket." in page
    assert "Dashboard is slow" in page
    assert "A secret of Alex" not in page
    beside = signed_in(alex).get("/tickets/new/beside/", {"customer": sarah.pk}, headers=HTMX)
    assert "2 open tickets." in beside.content.decode()


def test_who_will_see_it_and_who_will_not(signed_in, maria, alex, lisa, tech, billing):
    client = signed_in(maria)

    def beside(holder):
        return client.get("/tickets/new/beside/", {"holder": holder}, headers=HTMX).content.decode()

    assert "Every agent, until someone takes it." in beside("")
    assert "Alex Kim and 1 admin" in beside(f"user:{alex.pk}")
    assert "You will not see it" in beside(f"user:{alex.pk}")
    assert "You will not see it" not in beside(f"user:{maria.pk}")
    assert "Technical Support (1) and 1 admin" in beside(f"group:{tech.pk}")
    assert "only admins" in beside(f"group:{billing.pk}")
    assert "Every agent" in beside("user:999999")


def test_htmx_gets_the_form_alone_and_is_led_on(signed_in, maria, sarah, filled):
    client = signed_in(maria)
    refused = client.post(NEW, filled(), headers=HTMX)
    assert refused.status_code == 422
    assert refused.content.decode().lstrip().startswith("<form")
    assert refused["Vary"].count("HX-Request") == 1
    done = client.post(NEW, filled(customer=sarah.pk), headers=HTMX)
    assert done["HX-Redirect"] == reverse("ticket", args=[Ticket.objects.get().pk])


def test_a_ticket_it_belongs_to_takes_what_was_typed(signed_in, maria, sarah, filled):
    there = TicketFactory(customer=sarah, subject="Dashboard is slow", by=maria)
    data = filled(customer=sarah.pk, instead=there.pk)
    answer = signed_in(maria).post(NEW, data)
    assert answer["Location"] == reverse("ticket", args=[there.pk])
    said = there.threads.get().messages.get()
    assert said.body == "Cannot access dashboard\n\nUnable to log in"
    assert (said.author_customer, said.recorded_by) == (sarah, maria)
    assert Ticket.objects.count() == 1
    signed_in(maria).post(NEW, data)
    assert there.threads.get().messages.count() == 1


def test_nothing_is_added_to_a_ticket_out_of_sight(signed_in, maria, alex, sarah, filled):
    hidden = TicketFactory(customer=sarah, holder=alex, by=maria)
    for number in (hidden.pk, 999_999, "rubbish"):
        answer = signed_in(maria).post(NEW, filled(customer=sarah.pk, instead=number))
        assert answer.status_code == 404
    assert not hidden.threads.exists()


def test_nothing_is_added_where_nothing_was_typed_or_where_it_was_closed(
    signed_in, maria, sarah, filled
):
    closed = TicketFactory(customer=sarah, status="CLOSED", by=maria)
    empty = filled(customer=sarah.pk, subject="", description="")
    for given in (empty, filled(customer=sarah.pk)):
        answer = signed_in(maria).post(NEW, {**given, "instead": closed.pk})
        assert answer.status_code == 422
    assert "is closed. Reopen it" in answer.content.decode()
    assert "Cannot access dashboard" in answer.content.decode()


def test_what_was_typed_comes_back_after_signing_in_again(client, maria, sarah, filled):
    client.force_login(maria)
    mark = re.search(r'name="unsent" value="([^"]+)"', client.get(NEW).content.decode())[1]
    client.logout()
    created = {"customer": "new", "customer-name": "Sarah Ch", "customer-company": "Acme"}
    sent_on = client.post(NEW, filled(unsent=mark, **created))
    assert sent_on["Location"].endswith(f"?next={NEW}")
    client.force_login(maria)
    page = client.get(NEW).content.decode()
    assert "You had to sign in again" in page
    for words in ("Sarah Ch", "Acme", "Cannot access dashboard", "Unable to log in"):
        assert words in page
    assert "aria-invalid" not in page
    assert Ticket.objects.count() == 0


def test_no_number_of_anything_costs_a_statement(signed_in, maria, sarah):
    """The page with a customer: as many statements with one of everything as with many."""
    client = signed_in(maria)
    client.get(NEW)

    def asked():
        with CaptureQueriesContext(connection) as statements:
            assert client.get(NEW, {"customer": sarah.pk}).status_code == 200
        return len(statements)

    TicketFactory(customer=sarah, by=maria)
    one = asked()
    for n in range(8):
        TicketFactory(customer=sarah, by=maria, holder=GroupFactory())
        TicketFactory(customer=sarah, by=maria)
        sarah.add_phone(f"020 7183 875{n}", by=maria)
    assert asked() == one <= 13
