"""The form of a new ticket, with the customer found or created in the same step."""

from contextlib import contextmanager
from uuid import uuid4, uuid5

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.forms import SaysRefusals
from core.refusals import ANY_REFUSAL
from tickets.choices import Channel, Priority
from tickets.forms.fields import HolderField, NonceField, field_of, field_of_new
from tickets.forms.files import StagesFiles, as_uuid
from tickets.models import Ticket
from tickets.models.refusals import ForeignNonce
from tickets.new_ticket.customer_picker import CustomerPicker
from tickets.properties import PROPERTIES

AT_BIRTH = [
    prop.name for prop in PROPERTIES.values() if prop.is_set_at_birth and prop.is_offered_at_birth
]


class SentTwice(Exception):
    """The same form made its ticket meanwhile; this transaction is rolled back."""


class First(models.TextChoices):
    """What can be written on a ticket while it is created."""

    NOTE = "note", _("Team note")
    MAIL = "mail", _("Email to the customer")


class NewTicketForm(SaysRefusals, StagesFiles):
    """What a new ticket needs; `customer_picker` is the form within it for the customer.

    Takes `by=`. `save` makes customer, company and ticket in one transaction. A higher app can
    register a form of its own for tickets that are made from its rows: see `BEGINNINGS`.
    """

    subject = field_of(
        "subject", required=True,
        error_messages={"required": _("A ticket needs a subject.")},
        widget=forms.TextInput({"class": "input--subject", "autocomplete": "off"}),
    )  # fmt: skip
    description = field_of("description", widget=forms.Textarea({"rows": 5}))
    priority = field_of("priority", initial=Priority.MEDIUM, widget=forms.RadioSelect)
    channel = field_of("channel", initial=Channel.PHONE, widget=forms.RadioSelect)
    holder = HolderField()
    tags = field_of("tags", widget=forms.TextInput({"autocomplete": "off"}))
    first = forms.ChoiceField(
        label=_("First entry"), choices=First.choices, initial=First.NOTE, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    first_body = forms.CharField(
        label=_("Text"), required=False, strip=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip
    then = forms.CharField(required=False, widget=forms.HiddenInput)
    nonce = NonceField()

    def __init__(self, data=None, *args, asked=None, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.more = [name for name in AT_BIRTH if name not in self.fields]
        self.fields |= {name: field_of_new(name) for name in self.more}
        self.fields["holder"].offer(self.by)
        self.refusal = None
        asked = self.fill(asked or {}) if data is None else {}
        self.customer_picker = CustomerPicker(data, initial=asked)

    def fill(self, asked):
        """Set initial values; return those for the customer, taken from the query string."""
        return asked

    @property
    def more_fields(self):
        """The fields of properties that have no place of their own on the page."""
        return [self[name] for name in self.more]

    @property
    def shown(self):
        """More context for the template, by name."""
        return {}

    def after_making(self, request, ticket):
        """Return the response once the ticket is made, or None for the usual one."""

    def after_adding(self, request, ticket):
        """Return the response once the text is on another ticket, or None for the usual one."""

    @property
    def begins_to_write(self):
        """Whether the text of a first email or note was begun."""
        return bool(self["first_body"].value() or self["first_body"].errors)

    def made_before(self):
        """Return the ticket that this form made when it was sent before, or None."""
        nonce = self.data.get("nonce", "")
        mine = Ticket.objects.filter(created_by=self.by)
        return mine.filter(nonce=nonce).first() if as_uuid(nonce) else None

    def is_valid(self):
        """Whether this form and the one of the customer are right; both say what is wrong."""
        return all([super().is_valid(), self.customer_picker.is_valid()])

    def submit(self):
        """Return the ticket of this or an earlier sending, or None with the errors in the form.

        An earlier one is looked for again at the end: the form may have been sent twice at once,
        and this one refused because the other had just created the customer.
        """
        ticket = self.made_before()
        if not ticket and self.is_valid():
            ticket = self.save()
        return ticket or self.made_before()

    def save(self):
        """Return the new ticket, or None if it was refused, with the error in the form."""
        try:
            with self.prepared() as known:
                return self._make(**known)
        except SentTwice:
            pass
        except ForeignNonce as refusal:
            self.data = self.data.copy()
            self.data["nonce"] = str(uuid4())
            self.refuse(refusal)
        except ANY_REFUSAL as refusal:
            self.refusal = refusal
            self.refuse(refusal)
        return None

    def add_call_to(self, ticket):
        """Record what was typed as a call on another ticket; None if that was refused.

        The subject becomes its first line, as the other ticket keeps its own.
        """
        self.customer_picker.forgive()
        self.forgive("description", "files")
        return None if self.errors else self._record_call(ticket)

    def _record_call(self, ticket):
        """Record what was typed on `ticket`; return the message, or None if that was refused."""
        texts = [self[name].value().strip() for name in ("subject", "description")]
        with self.refusals(), transaction.atomic():
            call = ticket.record_call(
                "\n\n".join(filter(None, texts)),
                by=self.by,
                customer=self.customer_picker.chosen,
                uploads=self.staged,
                nonce=self.cleaned_data["nonce"],
            )
            self._write_first(ticket)
            return call

    def _write_first(self, ticket):
        """Write the first email or note on `ticket`, if there is a text. Raises `Refusal`.

        Its nonce is derived from the form's, so that a form sent twice writes it once.
        """
        data = self.cleaned_data
        nonce = data["nonce"] and uuid5(data["nonce"], "first")
        if not data["first_body"].strip():
            return
        try:
            if data["first"] == First.MAIL:
                to = filter(None, [ticket.customer.primary_address])
                ticket.write_mail(data["first_body"], by=self.by, to=to, nonce=nonce)
            else:
                ticket.add_note(data["first_body"], by=self.by, nonce=nonce)
        except ANY_REFUSAL as refusal:
            refusal.field = "first_body"
            raise

    @contextmanager
    def prepared(self):
        """Do slow work before the transaction; yield the keyword arguments it gives to `begin`."""
        yield {}

    def begin(self, **fields):
        """Make the ticket; `fields` are those of `Ticket.create`, and what `prepared` yielded."""
        return Ticket.create(**fields)

    @transaction.atomic
    def _make(self, **known):
        """Make customer, company and ticket, or none of them."""
        customer = self.customer_picker.save(by=self.by)
        if customer is None:
            return None
        data = self.cleaned_data
        ticket = self.begin(
            **known,
            customer=customer,
            by=self.by,
            holder=self.by if data["then"] == "take" else data["holder"],
            uploads=self.staged,
            nonce=data["nonce"],
            first=self._write_first,
            **{name: data[name] for name in AT_BIRTH},
        )
        if ticket.customer_id != customer.pk:
            raise SentTwice
        return ticket


BEGINNINGS = {}
"""Forms that higher apps registered: name of the field that asks for it → the form class."""


def form_class(data):
    """Return the form class for `data`, of a query string or a sent form."""
    return next((form for name, form in BEGINNINGS.items() if data.get(name)), NewTicketForm)
