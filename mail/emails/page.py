"""The page of an email that came in: only the reply, the full email, or the original."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.plain_text import paragraphs
from mail.html import MOST_CHARACTERS, clean_html, images_of
from mail.incoming.filing import parse_stored
from mail.models import IncomingEmail

MOST_HEADERS, LONGEST_HEADER = 200, 2000


class EmailPage:
    """One email in the view of that URL name; `remote` asks for the pictures of other servers.

    Everything but the reply is read anew from the email's bytes. Raises Http404 where there are
    none: it was not an email, or its file is gone.
    """

    def __init__(self, ticket, message, view="email", *, remote=False):
        self.ticket, self.message, self.view, self.remote = ticket, message, view, remote

    @property
    def name(self):
        """Whose email it is."""
        return _("Email from %s") % self.message.author

    @cached_property
    def stored(self):
        """The email as it was stored."""
        row = self.message.incoming_emails.filter(state=IncomingEmail.State.FILED).first()
        if row is None:
            raise Http404("There is no original of this message.")
        return row

    @cached_property
    def has_original(self):
        """Whether the other views are there."""
        return self.message.incoming_emails.filter(state=IncomingEmail.State.FILED).exists()

    @cached_property
    def parsed(self):
        """What the email says."""
        try:
            return parse_stored(self.stored)
        except (OSError, ValueError) as error:
            raise Http404("The original of this message is gone.") from error

    @property
    def files(self):
        """The files of the email."""
        return self.message.attachments.all()

    @cached_property
    def shown(self):
        """The HTML of the email, cleaned; its own pictures come from our own address."""
        return clean_html(
            self.parsed.html, images_of(self.files, self.address_of), remote=self.remote
        )

    @cached_property
    def plain(self):
        """The whole text of an email without HTML, nothing folded; an endless one is cut."""
        return mark_safe(paragraphs(self.parsed.text[:MOST_CHARACTERS]))  # noqa: S308 - escaped there

    @property
    def was_cut(self):
        """Whether only the original holds all of it."""
        long = len(self.parsed.text) > MOST_CHARACTERS
        return self.shown.was_cut if self.parsed.html else long

    @property
    def headers(self):
        """The headers of the email as it came: (name, value)."""
        return [
            (name, value[:LONGEST_HEADER]) for name, value in self.parsed.headers[:MOST_HEADERS]
        ]

    def address_of(self, file):
        """Return the address of one of the email's own pictures."""
        return reverse("email_image", args=[self.ticket.pk, self.message.pk, file.pk])

    @property
    def images_address(self):
        """What the addresses of all its pictures begin with."""
        return reverse("email_image", args=[self.ticket.pk, self.message.pk, 0]).removesuffix("0/")
