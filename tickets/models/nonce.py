"""A form that is sent twice makes one thing: every form carries a key that is used once."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tickets.models.refusals import ForeignNonce


def once(model, nonce, is_mine, make):
    """Return what `make()` makes, or what the same form made before.

    `model` has a unique column `nonce`; `is_mine(row)` says whether an earlier row came of this
    very form: by the same person, with the same words. Raises `ForeignNonce` where it did not:
    whoever went back in the browser and wrote something else is not told that it was sent.
    Without a nonce, simply makes.
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
