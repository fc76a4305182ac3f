"""What allauth tells only by signals: second factors that come, go or fail.

Elsewhere events are written by the verb that makes the change. These changes are made inside
allauth, and it has no hook for them; its signals are the documented way to hear of them.
"""

from allauth.mfa import signals
from django.dispatch import receiver


@receiver(signals.authenticator_added)
def on_added(request, user, authenticator, **kwargs):
    """An app, a passkey or recovery codes were set up."""
    change = {"second_factor": {"old": None, "new": authenticator.type}}
    user.record("second_factor_added", by=user, changes=change)


@receiver(signals.authenticator_removed)
def on_removed(request, user, authenticator, **kwargs):
    """One of them was taken away by its person."""
    change = {"second_factor": {"old": authenticator.type, "new": None}}
    user.record("second_factor_removed", by=user, changes=change)


@receiver(signals.authenticator_reset)
def on_reset(request, user, authenticator, **kwargs):
    """New recovery codes took the place of the old ones."""
    change = {"second_factor": {"old": authenticator.type, "new": authenticator.type}}
    user.record("recovery_codes_renewed", by=user, changes=change)


@receiver(signals.authentication_failed)
def on_failed(request, user, authenticator, **kwargs):
    """A wrong code was typed by somebody who knows the password."""
    change = {"second_factor": {"old": None, "new": authenticator.type}}
    user.record("second_factor_failed", by=None, changes=change)
