"""How an email that was just written is put into the outbox."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from core import clock
from core.refusals import Refusal
from tickets.models.attachment import Attachment
from tickets.models.dispatch import Dispatch

LINE_ENDS = set("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def queue(message, *, by, instead=None, kept=()):
    """Make the dispatch of an email that `by` wrote, with the signature as it is now.

    `instead` is marked as replaced; its files `kept` are sent with the new email.
    """
    due_at = clock.now() + timedelta(seconds=settings.UNDO_SEND)
    Dispatch.objects.create(message=message, due_at=due_at, signature=by.signature)
    if instead is not None:
        replace(instead, message, kept, by=by)


def replace(old, new, kept, *, by):
    """Mark the email `old` as replaced by `new`, which takes over its files `kept`.

    Raises `Refusal` if `old` may not be replaced.
    """
    dispatch = Dispatch.objects.select_for_update().filter(message=old).first()
    old.refresh_from_db(fields=["delivery"])
    fits = dispatch and old.thread.ticket_id == new.thread.ticket_id
    if not fits or not (old.is_undelivered or old.delivery == "WITHDRAWN"):
        raise Refusal(_("The email that this one was to replace has gone out meanwhile."))
    if dispatch.replaced_by_id:
        raise Refusal(_("Somebody has replaced this email already."))
    dispatch.replaced_by = new
    dispatch.save(update_fields=["replaced_by"])
    if any(file.message_id != old.pk for file in kept):
        raise Refusal(_("A file is no longer kept here. Please choose it again."), field="files")
    for file in kept:
        stored = {field: getattr(file, field) for field in Attachment.STORED}
        Attachment(ticket=file.ticket, uploaded_by=by, message=new, **stored).save()


def refuse_heavy(uploads, kept=()):
    """Raise `Refusal` for files that together are too large for an email."""
    limit = settings.MAIL_FILES_MAX_BYTES
    if sum(file.size for file in (*uploads, *kept)) > limit:
        words = _("Together the files are larger than the %d MB that one email carries.")
        raise Refusal(words % (limit // 1024 // 1024), field="files")


def refuse_lines(subject):
    """Raise `Refusal` for a subject of more than one line: the rest would be read as a header."""
    if LINE_ENDS & set(subject.strip()):
        raise Refusal(_("A subject is one line."), field="subject")
