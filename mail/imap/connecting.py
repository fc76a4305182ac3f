"""A connection to an IMAP server, with timeouts."""

import logging
import ssl

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from mail.imap.tokens import NoToken

# At DEBUG it would write tokens and people's emails into our log.
logging.getLogger("imapclient").setLevel(logging.WARNING)

TIMEOUT = SocketTimeout(connect=10, read=30)

# Errors of a server, a network or a password, and not of our code.
FAILURES = (OSError, UnicodeError, IMAPClientError, NoToken)


def connect(address, timeout=TIMEOUT):
    """Return a client that is signed in at a `MailboxAddress`. Raises one of `FAILURES`."""
    context = ssl.create_default_context() if address.scheme != "imap" else None
    client = IMAPClient(
        address.host,
        port=address.port,
        ssl=address.scheme == "imaps",
        ssl_context=context,
        timeout=timeout,
    )
    try:
        if address.scheme == "imap+tls":
            client.starttls(context)
        _sign_in(client, address)
    except BaseException:
        hang_up(client)
        raise
    return client


def _sign_in(client, address):
    """Sign in by token or password."""
    if address.token:
        client.oauth2_login(address.user, address.token.fetch())
    elif (address.user + address.password).isascii():
        client.login(address.user, address.password)
    else:
        client.plain_login(address.user, address.password)  # LOGIN knows only ASCII


def hang_up(client):
    """Close the connection at once, without LOGOUT, as the server may not answer."""
    try:
        client.shutdown()
    except FAILURES:
        logging.getLogger(__name__).debug("The connection was closed already")
