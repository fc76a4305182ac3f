"""Takes in the emails of a folder: each is stored and committed first, and only then flagged.

How far we are is the row's `last_uid` (RFC 9051, 2.3.1.1). It is raised after a handful of emails
is stored; after a crash before that they are fetched again, and `receive` recognises them.
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
# After a server has numbered its emails anew, we look back so far before it last went well.
LOOK_BACK = timedelta(days=2)


class Folder:
    """The selected folder of a connection, and what we know of it.

    `stopped` is asked between two handfuls; where it says so, the rest waits for the next time.
    `refused` counts how often the server did not hand over an email; it outlives a connection.
    """

    def __init__(self, client, address, *, stopped=lambda: False, refused=None):
        self.client, self.address, self.stopped = client, address, stopped
        self.refused = {} if refused is None else refused
        self.row, _new = Mailbox.objects.get_or_create(address=address.public)
        answer = client.select_folder(address.folder)
        self.validity, self.next_uid = answer[b"UIDVALIDITY"], answer.get(b"UIDNEXT", 0)

    @property
    def is_known(self):
        """Whether the numbers of its emails are those that we remember."""
        return self.row.uid_validity == self.validity

    def take_in(self):
        """Take in all that is new; return how many emails that were.

        Raises what storage and database raise, and one of `connecting.FAILURES`; what was stored
        by then is stored.
        """
        self.row.refresh_from_db()
        self.client.noop()  # a server may tell of new email only here
        uids, count = self._new_uids(), 0
        for start in range(0, len(uids), HANDFUL):
            if self.stopped():
                return count
            count += self._take_handful(uids[start : start + HANDFUL])
        if not self.is_known and not self.refused:
            # Only now: after a crash the unseen ones are asked for again, not all.
            known = {"uid_validity": self.validity, "last_uid": max([self.next_uid - 1, 0, *uids])}
            Mailbox.objects.filter(pk=self.row.pk).update(**known)
            self.row.refresh_from_db()
        if not self.refused:
            servers.note_ok(self.address.public)
        return count

    def _new_uids(self):
        """Return the numbers of the emails to take in, in their order."""
        if self.is_known:
            after = self.row.last_uid
            found = self.client.search(["UID", f"{after + 1}:*", "UNDELETED"])
            return sorted(uid for uid in found if uid > after)  # "7:*" is 6 where there is no 7
        found = set(self.client.search(["UNSEEN", "UNDELETED"]))
        if self.row.uid_validity is not None and self.row.ok_at:
            log.warning("%s has numbered its emails anew", self.address.public)
            since = (self.row.ok_at - LOOK_BACK).date()
            found |= set(self.client.search(["SINCE", since, "UNDELETED"]))
        return sorted(found)

    def _take_handful(self, uids):
        """Take in these emails, flag them, remember it; return how many were stored."""
        sizes = self.client.fetch(uids, ["RFC822.SIZE"])
        present = [uid for uid in uids if uid in sizes]
        stored = [uid for uid in present if self._take(uid, sizes[uid][b"RFC822.SIZE"])]
        self._flag(stored)
        self._remember(uids)
        return len(stored)

    def _take(self, uid, size):
        """Take in one email; return whether it is stored, raw and whole."""
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
        """Mark emails as read, and move them to the folder for what is done."""
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
            self.client.uid_expunge(uids)  # a bare EXPUNGE would throw away what others deleted

    def _remember(self, uids):
        """Note how far we are, as long as these numbers count and none before waits for us."""
        last = min([uids[-1], *(uid - 1 for uid in self.refused)])
        if self.is_known and last > self.row.last_uid:
            rows = Mailbox.objects.filter(pk=self.row.pk, uid_validity=self.validity)
            rows.filter(last_uid__lt=last).update(last_uid=last)
            self.row.last_uid = last
