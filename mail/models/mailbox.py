"""The state of the mail servers that the mailroom uses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mailbox(models.Model):
    """A folder on an IMAP server, or the SMTP server: how far we have read, and whether it works.

    `address` is the server's address without its password: "imaps://support@mail.example/INBOX".
    All emails up to `last_uid` are stored, as long as the folder keeps its `uid_validity`
    (RFC 9051, 2.3.1.1). Only the mailroom writes these rows; they are not on the trail.
    """

    address = models.CharField(_("address"), max_length=255, unique=True)
    uid_validity = models.PositiveBigIntegerField(null=True, blank=True)
    last_uid = models.PositiveBigIntegerField(default=0)
    ok_at = models.DateTimeField(_("last went well"), null=True, blank=True)
    failed_at = models.DateTimeField(_("last failed"), null=True, blank=True)
    error = models.CharField(_("the server's words"), max_length=500, blank=True)

    class Meta:
        ordering = ["address"]
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self):
        return self.address
