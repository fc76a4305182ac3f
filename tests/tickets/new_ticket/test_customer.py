"""For whom a new ticket is: found, chosen or created in its form."""

from customers.models import Company
from tests.markup import flat
from tests.tickets.conftest import NEW, STEP
from tickets.models import Ticket


def test_somebody_new_of_a_new_company_in_one_step(signed_in, maria, filled):
    created = {
        "customer": "new", "customer-name": "Sarah Chen", "customer-company": "Acme Corp",
        "customer-email": "sarah@acme.example", "customer-phone": "020 7183 8750",
    }  # fmt: skip
    assert signed_in(maria).post(NEW, filled(**created)).status_code == 303
    ticket = Ticket.objects.get()
    assert ticket.customer.name == "Sarah Chen"
    assert ticket.customer.company.name == "Acme Corp"
    assert ticket.customer.primary_address == "sarah@acme.example"
    assert [str(phone) for phone in ticket.customer.phones.all()] == ["+44 20 7183 8750"]


def test_a_known_company_is_not_made_again(signed_in, maria, sarah, filled):
    created = {"customer": "new", "customer-name": "David Park", "customer-company": "ACME  corp"}
    signed_in(maria).post(NEW, filled(**created))
    assert Ticket.objects.get().customer.company == sarah.company
    assert Company.objects.count() == 1


def test_find_then_choose(signed_in, maria, sarah, filled):
    client = signed_in(maria)
    found = client.post(STEP, filled(who="sarah acme"))
    assert found.status_code == 200
    assert f'name="customer" value="{sarah.pk}"' in flat(found.content.decode())
    assert "Cannot access dashboard" in found.content.decode()
    assert "aria-invalid" not in found.content.decode()
    client.post(NEW, filled(who="sarah acme", customer=["", str(sarah.pk)]))
    assert Ticket.objects.get().customer == sarah


def test_typing_a_whole_address_is_choosing(signed_in, maria, sarah, filled):
    signed_in(maria).post(NEW, filled(who="Sarah.Chen@ACME.example"))
    assert Ticket.objects.get().customer == sarah


def test_who_is_not_found_is_created_from_what_was_typed(signed_in, maria, sarah, filled):
    page = flat(signed_in(maria).post(STEP, filled(who="sarah smith")).content.decode())
    assert "No customer matches all of this. Similar ones:" in page
    assert 'name="customer-name" value="Sarah Smith"' in page
    page = flat(signed_in(maria).post(STEP, filled(who="d.park@acme.example")).content.decode())
    assert 'name="customer-email" value="d.park@acme.example"' in page
    assert 'name="customer-company" value="Acme Corp"' in page


def test_nobody_chosen_is_refused_with_the_choice(signed_in, maria, sarah, filled):
    client = signed_in(maria)
    refused = client.post(NEW, filled(who="sarah"))
    assert refused.status_code == 422
    assert "Who is it for? Choose a customer" in refused.content.decode()
    assert f'value="{sarah.pk}"' in refused.content.decode()
    refused = client.post(NEW, filled())
    assert "Enter a name, an email address or a phone number." in refused.content.decode()
    gone = client.post(NEW, filled(customer="999999"))
    assert gone.status_code == 422
    assert Ticket.objects.count() == 0


def test_a_taken_address_says_whose_it_is_and_offers_them(signed_in, maria, sarah, filled):
    taken = {
        "customer": "new",
        "customer-name": "S. Chen",
        "customer-email": "SARAH.chen@acme.example",
    }
    client = signed_in(maria)
    refused = client.post(NEW, filled(**taken))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "already belongs to Sarah Chen" in page
    assert "Use Sarah Chen" in page
    assert 'value="S. Chen"' in page
    # Her button is pressed: it stands behind the hidden field of the same name.
    used = client.post(STEP, filled(**taken) | {"customer": ["new", str(sarah.pk)]})
    assert f'<input type="hidden" name="customer" value="{sarah.pk}">' in used.content.decode()
