"""From whom an email of the timeline came, and why it was filed there, in words."""

from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    "SIGNED": gettext_lazy("came to the reply address of this conversation"),
    "REFERENCE": gettext_lazy("answers an email of this conversation"),
}
MACHINES = {
    "auto-reply": gettext_lazy("Automatic reply"),
    "list": gettext_lazy("Mailing list"),
    "bounce": gettext_lazy("Delivery report"),
}
COLUMNS = {
    "filed_why": "filed__reason",
    "filed_by": "filed__decided_by__name",
    "filed_name": "filed__from_name",
    "filed_from": "filed__from_address",
    "filed_subject": "filed__subject",
}


@dataclass(frozen=True)
class Origin:
    """The email that became a message: its sender as written there, and why it was filed."""

    reason: str
    by: str
    name: str
    address: str
    subject: str

    @property
    def words(self):
        """Why it is here: "filed by Maria"."""
        if self.reason in REASONS:
            return REASONS[self.reason]
        return _("filed by %s") % self.by if self.by else ""


def with_origins(events):
    """Return events with the columns of `origin_of`, joined to save further queries."""
    filed = FilteredRelation(
        "message__incoming_emails", condition=Q(message__incoming_emails__state="FILED")
    )
    return events.annotate(filed=filed, **{name: F(path) for name, path in COLUMNS.items()})


def origin_of(event):
    """Return the `Origin` of an event's message, or None if it was no email."""
    if event.filed_why is None:
        return None
    return Origin(*(getattr(event, name) or "" for name in COLUMNS))


def machine_in_words(kind):
    """Return what kind of machine wrote an email, in words, or ""."""
    return MACHINES.get(kind, "")
