"""A new ticket that begins with an email of the inbox."""

from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.refusals import Refusal
from core.responses import go
from core.text import number_of, one_line
from mail.inbox.listing import InboxList
from mail.inbox.preview import Preview
from mail.incoming import decisions
from mail.incoming.filing import stored_files
from mail.models import IncomingEmail
from tickets.choices import Channel
from tickets.models import Ticket
from tickets.new_ticket.forms import BEGINNINGS, NewTicketForm
from tickets.properties.texts import SUBJECT_MAX


class TicketOfEmailForm(NewTicketForm):
    """`mail` is the number of an email that waits.

    It fills the form of `GET`: subject, channel, and the customer found by the address, or
    begun with name, address and the company of its domain.
    """

    mail = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1,
        max_value=models.BigIntegerField.MAX_BIGINT,
    )  # fmt: skip

    parsed = None
    """What the email says, once the form was found right."""

    @cached_property
    def begins_with(self):
        """The email that this person reads, whatever became of it, or None."""
        number = number_of(str(self["mail"].value() or ""))
        if number is None:
            return None
        seen = IncomingEmail.objects.visible_to(self.by).for_list()
        return seen.filter(pk=number).exclude(raw="").first()

    def fill(self, asked):
        """Return what the address asks for, with what the email says of it put first."""
        self.initial["mail"] = asked.get("mail", "")
        email = self.begins_with
        if email is None:
            return asked
        self.initial |= {
            "subject": one_line(email.subject)[:SUBJECT_MAX], "channel": Channel.EMAIL,
        }  # fmt: skip
        if email.customer_id:
            return {**asked, "customer": email.customer_id}
        who = email.from_address or email.from_name
        return {**asked, "who": who, "customer": "new", "name": email.from_name}

    def clean_mail(self):
        """Return the email. Raises ValidationError for one that is not there to be read."""
        if self.cleaned_data["mail"] and not self.begins_with:
            raise forms.ValidationError(decisions.GONE)
        return self.begins_with

    def clean(self):
        """Read the email now: nothing is locked yet."""
        cleaned = super().clean()
        email = self.cleaned_data.get("mail")
        if email:
            try:
                self.parsed = decisions.parsed_or_refused(email)
            except Refusal as refusal:
                self.refuse(refusal)
        return cleaned

    @property
    def shown(self):
        """The email as one reads it."""
        return {"preview": Preview(self.begins_with, self.by)} if self.begins_with else {}

    @contextmanager
    def prepared(self):
        """Store the files of the email for the time of the `with`."""
        with stored_files(self.parsed, None if self.parsed else ()) as files:
            yield {"files": files}

    def begin(self, **fields):
        """Make the ticket of the email."""
        if email := self.cleaned_data["mail"]:
            return decisions.make_ticket(email, parsed=self.parsed, **fields)
        fields.pop("files")
        return super().begin(**fields)

    def _record_call(self, ticket):
        """File the email there instead of what was typed."""
        email = self.cleaned_data["mail"]
        if not email:
            return super()._record_call(ticket)
        with self.refusals():
            return decisions.file_to(email, ticket, by=self.by, parsed=self.parsed)

    def after_making(self, request, ticket):
        """Go on in the inbox."""
        return self._go_on(request, ticket, _("Made #%d of the email"))

    def after_adding(self, request, ticket):
        """Go on in the inbox."""
        return self._go_on(request, ticket, _("Filed to #%d"))

    def _go_on(self, request, ticket, words):
        """Go to the email that one reads next, with a way to the ticket that this one went to."""
        if not self["mail"].value():
            return None
        seen = Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists()
        tags = f"link:{reverse('ticket', args=[ticket.pk])}" if seen else ""
        messages.success(request, words % ticket.pk, extra_tags=tags)
        inbox_list = InboxList(request.user, {})
        inbox_list = InboxList(request.user, {}, email=inbox_list.after(int(request.POST["mail"])))
        return go(request, inbox_list.address)


BEGINNINGS["mail"] = TicketOfEmailForm
