"""Sends due emails. Any number of processes may do so at once, on any number of machines.

Each email is claimed by a lease, sent outside of any transaction, and settled. If a process dies in
between, its lease expires and the email is sent again, with the same Message-ID. Only a crash
between the server's last answer and our commit can send an email twice.
"""

import logging
import smtplib

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from core.provenance import coming_via
from mail import servers
from mail.outgoing.composing import Unsendable, compose
from mail.outgoing.handing import EnvelopedEmail
from tickets.models import Dispatch
from tickets.models.dispatch import PAUSES

log = logging.getLogger(__name__)
NEVER = 550
"""The code for an email that can never be sent, whether a server said so or we found out."""

NOT_NOW = (421, 530, 534, 535, 538)
"""Codes about the connection or our sign-in, not about the email: all emails wait."""


class ServerGone(Exception):
    """The mail server is not reachable, or ended the connection: other emails would fail too."""


def send_due(limit=100, stop=None):
    """Send up to `limit` emails that are due; return how many were claimed.

    Fewer than `limit` means that nothing else is due, or that the server is not reachable: then
    one email was tried and waits for its next try, and the others are left for the next round.
    `stop` is called between two emails; if true, this ends early. Raises only what the database
    raises.
    """
    if not Dispatch.objects.due().exists():  # on SQLite a claim takes the only write lock
        return 0
    done, connection, server = 0, get_connection(), servers.outgoing()
    try:
        while done < limit and not (stop and stop()) and (dispatch := Dispatch.claim()):
            done += 1
            with coming_via("mail"):
                send_claimed(dispatch, connection)
        if done:
            servers.note_ok(server)
    except ServerGone as error:
        log.warning("the mail server cannot be reached: %s", error)
        servers.note_failure(server, error)
    finally:
        _hang_up(connection)
    return done


def send_claimed(dispatch, connection):
    """Send one claimed email and store the result. Raises `ServerGone`, after that is stored."""
    gone = None
    try:
        answers, words = _try(dispatch, connection)
    except ServerGone as error:
        answers, words, gone = {}, str(error), error
    except Exception as error:  # an error with one email must not stop the others
        log.exception("email %s could not be sent", dispatch.pk)
        answers, words = {}, f"{type(error).__name__}: {error}"
    state = dispatch.settle(answers, words)
    log.info("email %s: %s %s", dispatch.pk, state, words)
    if gone:
        raise gone


def _try(dispatch, connection):
    """Send one email to those who have not got it yet; return (answers, words) for `settle`."""
    to = dispatch.open_addresses
    if dispatch.tries > len(PAUSES) + 1:
        return {}, _("Sending was interrupted again and again.")
    try:
        enveloped = EnvelopedEmail(compose(dispatch.message), dispatch.message, to)
    except Unsendable as error:
        return _all(to, NEVER, str(error)), str(error)
    try:
        return _hand_over(enveloped, connection), ""
    except smtplib.SMTPRecipientsRefused as error:
        _hang_up(connection)  # smtplib has closed it already if one of the codes was 421
        return enveloped.answers_by_address(error.recipients), ""
    except smtplib.SMTPResponseException as error:
        if error.smtp_code in NOT_NOW:
            raise ServerGone(smtp_line(error)) from error
        return _all(to, error.smtp_code, smtp_line(error)), smtp_line(error)
    except smtplib.SMTPNotSupportedError as error:
        return _all(to, NEVER, str(error)), str(error)
    except OSError as error:
        raise ServerGone(smtp_line(error)) from error


def _hand_over(enveloped, connection):
    """Give an email to the server; return its answers. Raises what smtplib and the system raise.

    Django's own method does not return which recipients a server refused if it took others.
    """
    if not isinstance(connection, EmailBackend):
        connection.send_messages([enveloped])
        return _all(enveloped.to, 250, "")
    try:
        connection.open()
    except OSError as error:  # refused sign-in or TLS too: not the email's fault
        raise ServerGone(smtp_line(error)) from error
    refused = connection.connection.sendmail(
        enveloped.from_email, enveloped.recipients(), enveloped.as_bytes()
    )
    return _all(enveloped.to, 250, "") | enveloped.answers_by_address(refused)


def _all(addresses, code, words):
    """Return the same answer for all addresses."""
    return dict.fromkeys(addresses, (code, words))


def smtp_line(error):
    """Return what the server or the system said, as one line with its code."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return " ".join(f"{error.smtp_code} {said}".split())
    return " ".join(str(error).split()) or type(error).__name__


def _hang_up(connection):
    """Close a connection, whatever state it is in; the next email opens another."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        log.debug("the mail server closed the connection without an answer")
    finally:
        if isinstance(connection, EmailBackend):
            connection.connection = None
