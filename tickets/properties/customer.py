"""The customer: whose ticket it is."""

from functools import cached_property

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusals import Refusal
from core.text import number_of
from customers.models import Customer
from tickets.properties.base import Property
from tickets.properties.event_kind import EventKind
from tickets.properties.facts import OnPage, SearchKey, TableColumn


class CustomerProperty(Property):
    """The `Customer` of a ticket; it always has one."""

    name = "customer"
    label = gettext_lazy("Customer")
    form_field = "customer"
    toast = gettext_lazy("#%(n)d moved to the customer %(new)s")
    is_offered_at_birth = False  # new tickets have the customer picker
    on_page = OnPage(
        "ticket_customer",
        "customer",
        "context",
        template="tickets/ticket/context/_customer.html",
        also=("composer",),
    )
    search_keys = (
        SearchKey(
            "customer",
            gettext_lazy("Customer"),
            "customer",
            example="sarah@acme.example",
            placeholder=gettext_lazy("Name, email or number"),
            other_words=("from", "requester", "client"),
            not_found=gettext_lazy("No customer is called “%(value)s”."),
        ),
        SearchKey(
            "company",
            gettext_lazy("Company"),
            "customer",
            example="acme",
            placeholder=gettext_lazy("Name of a company"),
            other_words=("org", "organisation", "organization"),
            not_found=gettext_lazy("No company is called “%(value)s”."),
        ),
    )
    table_column = TableColumn(gettext_lazy("Customer"))

    @cached_property
    def kinds(self):
        """Its one kind of event."""
        words = gettext_lazy("Changed the customer")
        return (EventKind("customer_changed", words, self.phrase, "user"),)

    def phrase(self, event):
        """Return whose ticket it is, and whose it was."""
        old, new = self.old_and_new(event)
        return format_html(_("changed the customer to <b>{}</b>, was {}"), new, old)

    def clean(self, value):
        if value is None:
            raise Refusal(_("A ticket needs a customer."), field=self.name)
        return value

    def words(self, value):
        return str(value)

    def trail_id(self, value):
        return value.pk

    def from_trail(self, trail_id):
        return Customer.objects.get(pk=trail_id)

    def spelled(self, value):
        return value.pk

    def read(self, text):
        return Customer.objects.filter(pk=number_of(text)).first()
