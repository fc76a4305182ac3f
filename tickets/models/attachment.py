"""Files on a ticket, a note or a message, and the staging table that they come through."""

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
        """Whether there is a picture to show."""
        return bool(self.thumbnail)

    @property
    def opens_inline(self):
        """Whether a browser may show it in a page of its own."""
        return self.content_type in INLINE

    def prove(self, file, in_haste=False):
        """Return the thumbnail of an image, or None; put its measures on this object.

        An image that proves to be none, or is too large to be opened, becomes a file that only
        downloads; so does one for whose proof there is no time: `in_haste`.
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
        """Write the file and its thumbnail under a token that says nothing about them.

        Each is named on this object before it is written: what a full disk cut short is known
        by that name, and can be thrown away.
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
        """Throw the stored files away, as far as they were stored; one that will not go stays."""
        for stored in (self.file, self.thumbnail):
            if stored:
                with suppress(OSError):
                    default_storage.delete(stored.name)


class Upload(StoredFile):
    """A file that was sent with a form which is not accepted yet: it survives a refusal.

    Owned by one person, known by a token, thrown away after two days if no form took it.
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

        Raises `Refusal` for an empty or too large file, or a disk that is full; then nothing stays
        behind.
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
        """Return the uploads that no form took in time."""
        return cls.objects.filter(created_at__lt=clock.now() - STAGED_FOR)

    def discard(self):
        """Throw the row and its files away, unless a form took them over meanwhile."""
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
    """A file on a ticket, and there perhaps on one note or one message; seen as that is seen."""

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
        """Store a file that came with a mail; return its Attachment, unsaved and of no ticket yet.

        Nothing is refused; an image that there is no time to prove, `in_haste`, has no preview.
        Raises OSError where it cannot be stored; `discard_files` throws away what was.
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
        """Make attachments of staged `uploads`, whose rows go; return them.

        The stored file stays where it is, so that this either happens with the rest of the
        transaction or not at all. Raises `Refusal` for somebody else's upload, and for one that
        is gone: thrown away, or taken by another form (two tabs) while this one was written.
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
        """Put on the trail that `by` fetched this file, as one of a `batch` or alone.

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
