"""Fetches the emails of a folder: each is stored and committed first, and only then flagged.

The row's `last_uid` (RFC 9051, 2.3.1.1) says how far we are. It is raised after a few emails are
stored; after a crash before that they are fetched again, and `receive` recognises them.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from mail import servers
from mail.imap import telling
from mail.incoming import receiving
from mail.models import IncomingEmail, Mailbox

log = logging.getLogger(__name__)

HANDFUL = 20
SEEN = b"\\Seen"
# If a server has numbered its emails anew, fetch again from this long before the last success.
LOOK_BACK = timedelta(days=2)


class Folder:
    """The selected folder of a connection, and its state.

    `stopped` is called after every few emails; if true, the others are left for the next time.
    `refused` counts how often the server refused an email; it is kept between connections.
    """

    def __init__(self, client, address, *, stopped=lambda: False, refused=None):
        self.client, self.address, self.stopped = client, address, stopped
        self.refused = {} if refused is None else refused
        self.row, _new = Mailbox.objects.get_or_create(address=address.public)
        answer = client.select_folder(address.folder)
        self.validity, self.next_uid = answer[b"UIDVALIDITY"], answer.get(b"UIDNEXT", 0)

    @property
    def is_known(self):
        """Whether the server still uses the UIDs that we remember."""
        return self.row.uid_validity == self.validity

    def take_in(self):
        """Fetch all new emails; return how many there were.

        Raises what storage and database raise, and one of `connecting.FAILURES`; emails stored
        before that stay stored.
        """
        self.row.refresh_from_db()
        self.client.noop()  # some servers announce new emails only here
        uids, count = self._new_uids(), 0
        for start in range(0, len(uids), HANDFUL):
            if self.stopped():
                return count
            count += self._take_handful(uids[start : start + HANDFUL])
        if not self.is_known and not self.refused:
            # Only now, so that after a crash the unseen emails are fetched again, but not all.
            known = {"uid_validity": self.validity, "last_uid": max([self.next_uid - 1, 0, *uids])}
            Mailbox.objects.filter(pk=self.row.pk).update(**known)
            self.row.refresh_from_db()
        if not self.refused:
            servers.note_ok(self.address.public)
        return count

    def _new_uids(self):
        """Return the UIDs of the emails to fetch, in ascending order."""
        if self.is_known:
            after = self.row.last_uid
            found = self.client.search(["UID", f"{after + 1}:*", "UNDELETED"])
            return sorted(uid for uid in found if uid > after)  # if there is no 7, "7:*" finds 6
        found = set(self.client.search(["UNSEEN", "UNDELETED"]))
        if self.row.uid_validity is not None and self.row.ok_at:
            log.warning("%s has numbered its emails anew", self.address.public)
            since = (self.row.ok_at - LOOK_BACK).date()
            found |= set(self.client.search(["SINCE", since, "UNDELETED"]))
        return sorted(found)

    def _take_handful(self, uids):
        """Fetch these emails, flag them, store the progress; return how many were stored."""
        sizes = self.client.fetch(uids, ["RFC822.SIZE"])
        present = [uid for uid in uids if uid in sizes]
        stored = [uid for uid in present if self._take(uid, sizes[uid][b"RFC822.SIZE"])]
        self._flag(stored)
        self._remember(uids)
        return len(stored)

    def _take(self, uid, size):
        """Fetch one email; return whether it is stored completely."""
        if telling.is_given_up(self, uid):
            telling.note_left(self, uid, size, _("The server does not hand it over."))
            return False
        raw = telling.download(self, uid) if size <= settings.MAIL_MAX_BYTES else b""
        if raw is None:
            return False
        if max(size, len(raw)) > settings.MAIL_MAX_BYTES:
            telling.note_left(self, uid, size)
            self.client.add_flags([uid], [SEEN], silent=True)
            return False
        receiving.receive(raw, source=IncomingEmail.Source.IMAP, mailbox=self.address.public)
        return True

    def _flag(self, uids):
        """Mark emails as read, and move them to the folder `done`, if it is set."""
        if not uids:
            return
        self.client.add_flags(uids, [SEEN], silent=True)
        if not self.address.done:
            return
        if not self.client.folder_exists(self.address.done):
            self.client.create_folder(self.address.done)
        if self.client.has_capability("MOVE"):
            self.client.move(uids, self.address.done)
        elif self.client.has_capability("UIDPLUS"):
            self.client.copy(uids, self.address.done)
            self.client.delete_messages(uids, silent=True)
            self.client.uid_expunge(uids)  # EXPUNGE would also remove what others deleted

    def _remember(self, uids):
        """Store how far we are, up to the first refused email, if the UIDs are still valid."""
        last = min([uids[-1], *(uid - 1 for uid in self.refused)])
        if self.is_known and last > self.row.last_uid:
            rows = Mailbox.objects.filter(pk=self.row.pk, uid_validity=self.validity)
            rows.filter(last_uid__lt=last).update(last_uid=last)
            self.row.last_uid = last
