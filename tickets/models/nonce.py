"""Nonces: each form has a key of its own, so that sending it twice makes one row."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tickets.models.refusals import ForeignNonce


def once(model, nonce, is_mine, make):
    """Return what `make()` makes, or what the same form made before.

    `model` has a unique column `nonce`; `is_mine(row)` says whether an earlier row came from
    the same form: by the same person, with the same words. Raises `ForeignNonce` if not: somebody
    who went back in the browser and wrote other words must not be told that these were sent.
    Without a nonce, `make()` is called every time.
    """
    if nonce is None:
        return make()
    earlier = model.objects.filter(nonce=nonce).first()
    if earlier is None:
        try:
            with transaction.atomic():
                return make()
        except IntegrityError:
            earlier = model.objects.filter(nonce=nonce).first()
            if earlier is None:
                raise
    if not is_mine(earlier):
        raise ForeignNonce(_("This form was sent before, with other words. Send it once more."))
    return earlier
