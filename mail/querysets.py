"""Sets of emails that came in, and of what people decided about them."""

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
        """What is in the inbox: emails that wait for a person's decision."""
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


class MailEventQuerySet(EventQuerySet):
    """What people decided about emails and senders."""

    def visible_to(self, user):
        """The events of the emails that `user` reads; those of senders alone are everybody's."""
        return self.filter(sees_email(user, via="email__"))
