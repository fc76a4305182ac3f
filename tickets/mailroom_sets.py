"""Sets of mails that came in, and of those that go out."""

from django.db import models
from django.db.models import Q

from accounts import clock
from accounts.models import EventQuerySet
from tickets.visibility import sees_mail


class IncomingMailQuerySet(models.QuerySet):
    """Mails as they came in."""

    def visible_to(self, user):
        """The mails that `user` may read: those without a ticket, and those of tickets they see."""
        return self.filter(sees_mail(user))

    def waiting(self):
        """What is in the inbox: mail that asks for a person's verdict."""
        return self.filter(state="WAITING")

    def decided(self):
        """What a person filed, or discarded."""
        return self.filter(decided_by__isnull=False).exclude(state="WAITING")

    def held(self):
        """What does not reach the inbox because its sender is blocked."""
        return self.filter(state="HELD")

    def about(self, words):
        """Those in whose sender or subject every one of these words stands."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(subject__icontains=word)
                | Q(from_name__icontains=word)
                | Q(from_address__icontains=word)
            )
        return found

    def stored(self):
        """What nobody has read yet, oldest first."""
        return self.filter(state="STORED").order_by("pk")

    def for_list(self):
        """Each row with what a list shows of it."""
        return self.select_related(
            "customer__company", "decided_by", "ticket__customer",
            "ticket__holder_user", "ticket__holder_group",
        )  # fmt: skip


class DispatchQuerySet(models.QuerySet):
    """Mails on their way out."""

    def due(self):
        """What is to be sent now and nobody is sending: a lease that ran out counts for nothing.

        What is done has no `due_at`, so that this is quick however much was ever sent.
        """
        now = clock.now()
        return self.filter(due_at__lte=now).filter(Q(lease=None) | Q(leased_until__lte=now))

    def with_mail(self):
        """Each row with what sending its mail asks for."""
        people = ("message__author_user", "message__thread__ticket")
        return self.select_related(*people).prefetch_related("message__recipients")


class MailEventQuerySet(EventQuerySet):
    """What people decided about mails and senders."""

    def visible_to(self, user):
        """The events of the mails that `user` reads; those of senders alone are everybody's."""
        return self.filter(sees_mail(user, via="mail__"))
