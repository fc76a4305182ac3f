"""What the composer of a ticket shows: fresh, or with what was typed when it was refused."""

from uuid import uuid4

from django.utils.functional import cached_property

from tickets.models import Message
from tickets.models.refusals import ForeignNonce, NewAddress, NewerArrived
from tickets.ticket.modes import EMAIL, MODES, NOTE

BESIDE = ("body", "to", "cc", "files")
"""Fields whose errors stand beside them."""


class Composer:
    """The values of the composer's fields on `page`; what was sent and refused comes first."""

    typed_meanwhile = ""
    """What stood in the field when an earlier mail came back into it."""

    def __init__(self, page):
        self.page, self.form = page, page.refused.get("composer")

    @cached_property
    def again(self):
        """The mail that is written anew, or None."""
        return Message.of_ours(self.page.ticket, self._sent("instead")) or self.page.again

    @cached_property
    def kept(self):
        """The files of the mail that is written anew: (file, whether it goes along)."""
        if self.again is None:
            return []
        ticked = self.form.data.getlist("kept") if self.form else None
        files = self.again.attachments.order_by("pk")
        return [(file, ticked is None or str(file.pk) in ticked) for file in files]

    @property
    def modes(self):
        """The modes to choose from."""
        return list(MODES.values())

    @cached_property
    def mode(self):
        """The chosen mode: as it was sent, else an email where one can be written."""
        sent = self._sent("mode")
        return MODES.get(sent) or (EMAIL if self.to else NOTE)

    @property
    def body(self):
        """The text."""
        texts = (self.again.body if self.again else "", self.typed_meanwhile.strip())
        sent = self._sent("body")
        return "\n\n".join(filter(None, texts)) if sent is None else sent

    @cached_property
    def thread(self):
        """The thread that a mail goes on with, or None for a new one."""
        threads, sent = self.page.threads, self._sent("thread")
        if sent is None and self.again:
            return self.again.thread
        if sent is None:
            return threads[0] if threads else None
        return next((thread for thread in threads if str(thread.pk) == sent), None)

    @cached_property
    def recipients(self):
        """To whom our last mail of the thread went, or the one that is written anew."""
        if self.again:
            return list(self.again.recipients.all())
        timeline, thread = self.page.timeline, self.thread
        ours = (m for m in reversed(timeline.messages) if m.delivery and m.thread == thread)
        last = next(ours, None)
        return timeline.recipients.get(last.pk, []) if last else []

    @cached_property
    def to(self):
        """The addresses in To, as text."""
        return self._addresses("to", self.page.customer.primary_address or "")

    @cached_property
    def cc(self):
        """The addresses in Cc, as text."""
        return self._addresses("cc", "")

    @property
    def after(self):
        """The newest event that the writer has before them."""
        return self.page.timeline.last_id

    @cached_property
    def nonce(self):
        """The key of this form; a new one where it belonged to another."""
        refusal = getattr(self.form, "refusal", None)
        return (not isinstance(refusal, ForeignNonce) and self._sent("nonce")) or uuid4()

    @property
    def newer(self):
        """The refusal because something newer arrived, or None."""
        refusal = getattr(self.form, "refusal", None)
        return refusal if isinstance(refusal, NewerArrived) else None

    @property
    def strangers(self):
        """The addresses that nobody has written to yet, where that was asked about, else []."""
        refusal = getattr(self.form, "refusal", None)
        return refusal.addresses if isinstance(refusal, NewAddress) else []

    @property
    def errors(self):
        """What is wrong and not said beside its field."""
        found = self.form.errors if self.form else {}
        return [words for field in found if field not in BESIDE for words in found[field]]

    @property
    def answered(self):
        """Whether it was said that the customer had their answer while they talked."""
        return bool(self._sent("answered"))

    @property
    def staged(self):
        """The files that an earlier try left here."""
        return self.form.staged if self.form else []

    @property
    def typed(self):
        """The texts of the smaller fields as they were sent, by name."""
        return {name: self._sent(name) or "" for name in ("subject", "topic", "team_thread")}

    def _sent(self, name):
        """Return what was sent as `name`, or None where nothing was sent yet."""
        return self.form.data.get(name) if self.form else None

    def _addresses(self, name, default):
        """Return what was typed, else the last mail's, else `default`."""
        sent = self._sent(name)
        if sent is not None:
            return sent
        rows = [row for row in self.recipients if row.kind == name.upper()]
        return ", ".join(formatted(row) for row in rows) or ("" if self.again else default)


def formatted(recipient):
    """Return a recipient as one types it: "Sarah Chen <sarah@acme.example>" or the bare address."""
    if not recipient.name:
        return recipient.address
    name = recipient.name
    quoted = f'"{name}"' if any(char in name for char in ',;"<>@') else name
    return f"{quoted} <{recipient.address}>"
