"""A new ticket that begins with a mail of the inbox: the part of its form that knows the mail."""

from django import forms
from django.db import models
from django.utils.functional import cached_property

from accounts.text import number_of, one_line
from tickets.choices import Channel
from tickets.errors import Refusal
from tickets.mail import verdicts
from tickets.mail.filing import stored_files
from tickets.models import IncomingMail
from tickets.models.ticket import SUBJECT_MAX


class BeginsWithMail(forms.Form):
    """`mail` is the number of a mail that waits; without one, nothing here does anything.

    The mail fills the form of `GET`: subject, channel, and the customer found by the address, or
    begun with name, address and the company of its domain.
    """

    mail = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1,
        max_value=models.BigIntegerField.MAX_BIGINT,
    )  # fmt: skip

    mail_says = None
    """What the mail says, once the form was found right."""

    @cached_property
    def begins_with(self):
        """The mail that this person reads, whatever became of it, or None."""
        number = number_of(str(self["mail"].value() or ""))
        if number is None:
            return None
        seen = IncomingMail.objects.visible_to(self.by).for_list()
        return seen.filter(pk=number).exclude(raw="").first()

    def fill_from_mail(self, asked):
        """Return what the address asks for, with what the mail says of it put first."""
        self.initial["mail"] = asked.get("mail", "")
        mail = self.begins_with
        if mail is None:
            return asked
        self.initial |= {
            "subject": one_line(mail.subject)[:SUBJECT_MAX], "channel": Channel.EMAIL,
        }  # fmt: skip
        if mail.customer_id:
            return {**asked, "customer": mail.customer_id}
        who = mail.from_address or mail.from_name
        return {**asked, "who": who, "customer": "new", "name": mail.from_name}

    def clean_mail(self):
        """Return the mail. Raises ValidationError for one that is not there to be read."""
        if self.cleaned_data["mail"] and not self.begins_with:
            raise forms.ValidationError(verdicts.GONE)
        return self.begins_with

    def clean(self):
        """Read the mail now: nothing is locked yet."""
        cleaned = super().clean()
        mail = self.cleaned_data.get("mail")
        if mail:
            try:
                self.mail_says = verdicts.words_of(mail)
            except Refusal as refusal:
                self.refuse(refusal)
        return cleaned

    def files_of_mail(self):
        """Store the files of the mail for the time of a `with`, before anything is locked."""
        return stored_files(self.mail_says, None if self.mail_says else ())
