"""System checks of the mail settings: `manage.py check`, and with `--deploy` for production."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from mail import servers
from mail.imap.address import BadAddress, read_mailbox_url


@register()
def mailbox_addresses(app_configs, **options):
    """Check that every address in MAILBOX_URL is valid."""
    found = []
    for number, url in enumerate(settings.MAILBOX_URL.split(), start=1):
        try:
            read_mailbox_url(url)
        except BadAddress as mistake:
            # Without the address itself, which contains a password.
            found.append(Error(f"Mailbox {number} of MAILBOX_URL {mistake}.", id="mail.E001"))
    return found


@register(Tags.security, deploy=True)
def mail_goes_out(app_configs, **options):
    """Check that in production emails are sent, and not written into a folder."""
    if servers.outgoing():
        return []
    words = "No EMAIL_URL is set: nobody gets our emails, they are kept in a folder."
    return [Warning(words, id="mail.W001")]
