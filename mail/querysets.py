"""Querysets of incoming emails and of the decisions about them."""

from django.db import models
from django.db.models import Q

from core.events import EventQuerySet
from mail.visibility import sees_email


class IncomingEmailQuerySet(models.QuerySet):
    """Emails as they came in."""

    def visible_to(self, user):
        """The emails that `user` may read: without a ticket, or of a ticket that they see."""
        return self.filter(sees_email(user))

    def waiting(self):
        """The emails in the inbox, which wait for a person's decision."""
        return self.filter(state="WAITING")

    def decided(self):
        """Emails that a person filed or discarded."""
        return self.filter(decided_by__isnull=False).exclude(state="WAITING")

    def held(self):
        """Emails that do not reach the inbox because their sender is blocked."""
        return self.filter(state="HELD")

    def about(self, words):
        """Emails with every one of these words in their sender or subject."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(subject__icontains=word)
                | Q(from_name__icontains=word)
                | Q(from_address__icontains=word)
            )
        return found

    def stored(self):
        """Emails that are stored and not read yet, oldest first."""
        return self.filter(state="STORED").order_by("pk")

    def for_list(self):
        """Each row with the columns that a list shows."""
        return self.select_related(
            "customer__company", "decided_by", "ticket__customer",
            "ticket__holder_user", "ticket__holder_group",
        )  # fmt: skip


class MailEventQuerySet(EventQuerySet):
    """What people decided about emails and senders."""

    def visible_to(self, user):
        """Events of emails that `user` may read; everybody may read those of senders alone."""
        return self.filter(sees_email(user, via="email__"))
