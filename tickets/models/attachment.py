"""Files on a ticket, a note or a message, and uploads that no form has taken over yet."""

import hashlib
import uuid
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.file_types import INLINE, clean_name, type_of
from core.images import Unopened, thumbnail_of
from core.refusals import Refusal, Unseen
from tickets.querysets import OnNoteQuerySet

STAGED_FOR = timedelta(days=2)


class StoredFile(models.Model):
    """What an upload and an attachment share: one stored file and what is known about it."""

    file = models.FileField(gettext_lazy("file"), max_length=200)
    thumbnail = models.FileField(max_length=200, blank=True, editable=False)
    name = models.CharField(gettext_lazy("name"), max_length=200)
    size = models.PositiveBigIntegerField(gettext_lazy("size in bytes"))
    content_type = models.CharField(gettext_lazy("type"), max_length=100)
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(gettext_lazy("uploaded"), default=clock.now)

    STORED = ("file", "thumbnail", "name", "size", "content_type", "sha256", "width", "height")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def is_image(self):
        """Whether it is an image that can be shown."""
        return bool(self.thumbnail)

    @property
    def opens_inline(self):
        """Whether a browser may show it in a page of its own."""
        return self.content_type in INLINE

    def prove(self, file, in_haste=False):
        """Return the thumbnail of an image, or None; set its dimensions on this object.

        A file that turns out not to be an image, or is too large to be opened, can only be
        downloaded; so can one that is not checked because there is no time, `in_haste`.
        """
        if not self.content_type.startswith("image/"):
            return None
        try:
            if in_haste:
                raise Unopened
            self.width, self.height, thumbnail = thumbnail_of(file)
        except Unopened:
            self.content_type, thumbnail = "application/octet-stream", None
        return thumbnail

    def store(self, file, thumbnail, token):
        """Write the file and its thumbnail under a token that reveals nothing about them.

        Each name is set on this object before the file is written, so that a file that is
        incomplete because the disk is full can be found and deleted.
        """
        place = f"files/{token[:2]}/{token}"
        file.seek(0)
        digest = hashlib.sha256()
        for chunk in iter(lambda: file.read(1 << 16), b""):
            digest.update(chunk)
        file.seek(0)
        self.sha256 = digest.hexdigest()
        self.file.name = place
        self.file.name = default_storage.save(place, file)
        if thumbnail:
            self.thumbnail.name = f"{place}.thumb"
            self.thumbnail.name = default_storage.save(f"{place}.thumb", ContentFile(thumbnail))

    def discard_files(self):
        """Delete the stored files, as far as they were stored; one that cannot be deleted stays."""
        for stored in (self.file, self.thumbnail):
            if stored:
                with suppress(OSError):
                    default_storage.delete(stored.name)


class Upload(StoredFile):
    """A file sent with a form that is not accepted yet; it is kept when the form is refused.

    It belongs to one person, is found by a token, and is deleted after two days if no form took
    it over.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = gettext_lazy("staged file")
        indexes = [models.Index(fields=["created_at"], name="upload_by_age")]

    @classmethod
    def stage(cls, file, *, owner):
        """Store an uploaded file and return its `Upload`.

        Raises `Refusal` for an empty or too large file, or a full disk; then nothing is stored.
        """
        name = clean_name(file.name or "")
        cls._refuse_size(file, name)
        head = file.read(512)
        upload = cls(owner=owner, name=name, size=file.size, content_type=type_of(head))
        thumbnail = upload.prove(file)
        try:
            upload.store(file, thumbnail, upload.token.hex)
            upload.save()
        except BaseException as error:
            upload.discard_files()
            if not isinstance(error, OSError):
                raise
            words = _("“%s” could not be stored; the disk may be full. Nothing was saved.") % name
            raise Refusal(words, field="files") from None
        return upload

    @classmethod
    def expired(cls):
        """Return the uploads that no form took over in time."""
        return cls.objects.filter(created_at__lt=clock.now() - STAGED_FOR)

    def discard(self):
        """Delete the row and its files, unless a form took them over meanwhile."""
        deleted, _rows = type(self).objects.filter(pk=self.pk).delete()
        if deleted:
            transaction.on_commit(self.discard_files)

    @staticmethod
    def _refuse_size(file, name):
        """Raise `Refusal` for an empty file, and for one over UPLOAD_MAX_BYTES."""
        if not file.size:
            raise Refusal(_("“%s” is empty.") % name, field="files")
        if file.size > settings.UPLOAD_MAX_BYTES:
            limit = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            words = _("“%(name)s” is larger than %(limit)d MB.") % {"name": name, "limit": limit}
            raise Refusal(words, field="files")


class Attachment(StoredFile):
    """A file on a ticket, or there on one note or message; whoever sees that sees the file."""

    ticket = models.ForeignKey(
        "tickets.Ticket", on_delete=models.PROTECT, related_name="attachments"
    )
    note = models.ForeignKey(
        "tickets.Note",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
    )
    message = models.ForeignKey(
        "tickets.Message",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
    )

    content_id = models.CharField(max_length=255, blank=True, editable=False)

    objects = OnNoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = gettext_lazy("attachment")
        constraints = [
            models.CheckConstraint(
                condition=Q(note=None) | Q(message=None), name="attachment_one_parent"
            )
        ]

    @classmethod
    def of_mail(cls, name, data, *, content_id="", in_haste=False):
        """Store a file that came with an email; return its Attachment, unsaved, without a ticket.

        No file is refused; an image that is not checked for lack of time, `in_haste`, has no
        preview. Raises OSError if it cannot be stored; `discard_files` deletes what was stored.
        """
        file = ContentFile(data)
        made = cls(
            name=clean_name(name), size=len(data), content_type=type_of(data[:512]),
            content_id=content_id[:255],
        )  # fmt: skip
        thumbnail = made.prove(file, in_haste)
        try:
            made.store(file, thumbnail, uuid.uuid4().hex)
        except BaseException:
            made.discard_files()
            raise
        return made

    @classmethod
    def take_over(cls, uploads, *, ticket, by, **parent):
        """Make attachments of staged `uploads` and delete the uploads' rows; return them.

        The stored file stays where it is, so that this either happens with the rest of the
        transaction or not at all. Raises `Refusal` for somebody else's upload, and for one that
        no longer exists: it expired, or a form in another tab took it over.
        """
        if any(upload.owner_id != by.pk for upload in uploads):
            raise Refusal(_("One of the files is not yours to attach."), field="files")
        keys = {upload.pk for upload in uploads}
        held = Upload.objects.select_for_update().filter(pk__in=keys)
        stored = [{field: getattr(u, field) for field in cls.STORED} for u in held]
        if len(stored) < len(keys):
            words = _("A file is no longer kept here. Please choose it again.")
            raise Refusal(words, field="files")
        made = [cls(ticket=ticket, uploaded_by=by, **parent, **fields) for fields in stored]
        for attachment in made:
            attachment.save(force_insert=True)
        Upload.objects.filter(pk__in=keys).delete()
        return made

    def record_download(self, *, by, batch=None):
        """Record that `by` downloaded this file, alone or as one of a `batch`.

        Raises `Unseen` if they do not see it.
        """
        if not type(self).objects.visible_to(by).filter(pk=self.pk).exists():
            raise Unseen(_("There is no such file."))
        return self.ticket.record(
            "downloaded",
            by=by,
            note=self.note,
            message=self.message,
            attachment=self,
            batch=batch,
        )
