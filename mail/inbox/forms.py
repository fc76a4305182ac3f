"""What is typed in the inbox: the ticket an email goes to, whom to block, an email to take in."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import SaysRefusals
from core.text import number_of
from mail.incoming import blocking, decisions
from tickets.models import Ticket
from tickets.search import BadQuery, parse

FOUND = 8


class FindTicketForm(forms.Form):
    """The field that finds the ticket for an email, by its number or by words. Takes `user=`."""

    q = forms.CharField(label=_("Ticket"), required=False, max_length=200)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    @cached_property
    def found(self):
        """The tickets that match what was typed, closed ones as well; only what `user` sees."""
        text = (self["q"].value() or "").strip()[:200]
        seen = Ticket.objects.visible_to(self.user).select_related(
            "customer", "holder_user", "holder_group"
        )
        if not text:
            return []
        if number := number_of(text.removeprefix("#")):
            return list(seen.filter(pk=number))
        try:
            rows = parse(text).apply(seen, self.user)
        except BadQuery:
            return []
        return list(rows.order_by("-last_activity_at", "-id")[:FOUND])


class FileForm(SaysRefusals, forms.Form):
    """The number of the ticket that an email goes to. Takes `email=` and `user=`."""

    ticket = forms.CharField(
        label=_("Ticket"), error_messages={"required": _("Type the number of the ticket.")}
    )

    def __init__(self, *args, email, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.email, self.user = email, user

    def clean_ticket(self):
        """Return the ticket. Raises ValidationError for one that this person does not see."""
        number = number_of(self.cleaned_data["ticket"].strip().removeprefix("#"))
        ticket = Ticket.objects.visible_to(self.user).filter(pk=number or 0).first()
        if ticket is None:
            raise forms.ValidationError(_("You see no ticket with this number."))
        return ticket

    def save(self, *, by):
        """File the email; return its Message."""
        return decisions.file_to(self.email, self.cleaned_data["ticket"], by=by)


class BlockForm(SaysRefusals, forms.Form):
    """Whom to block: the address, or everybody at its domain. Takes `email=`."""

    ADDRESS, DOMAIN = "address", "domain"
    whom = forms.ChoiceField(label=_("Block"), widget=forms.RadioSelect, initial=ADDRESS)
    sure = forms.BooleanField(label=_("Block anyway"), required=False)
    asks = False
    """Whether customers are concerned, so that one has to be sure."""

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        domain = blocking.domain_of(email.from_address)
        self.fields["whom"].choices = [
            (self.ADDRESS, _("only %s") % email.from_address),
            (self.DOMAIN, _("everybody at %s") % domain.removeprefix("@")),
        ]

    def save(self, *, by):
        """Block the sender; return the MailEvent. Raises `Refusal`."""
        data = self.cleaned_data
        try:
            return blocking.block(
                self.email, by=by, domain=data["whom"] == self.DOMAIN, sure=data["sure"]
            )
        except blocking.Concerned:
            self.asks = True
            raise
