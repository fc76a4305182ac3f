"""Many mailrooms over one outbox, and writers who change their minds: jobs of `jobs.py`."""

from accounts.models import User
from core.refusals import ANY_REFUSAL
from tickets.models import Dispatch, Message


def send_out(number, barrier):
    """Claim and settle whatever is due, until nothing is; return the ids of what this one sent."""
    done, misses = [], 0
    barrier.wait()
    while misses < 3:
        dispatch = Dispatch.claim()
        if dispatch is None:
            misses += 1
            continue
        if dispatch.settle(dict.fromkeys(dispatch.addresses, (250, ""))) == "SENT":
            done.append(dispatch.pk)
    return done


def send_or_take_back(number, barrier, mails, agent):
    """The first sends, as above; the second takes the mails back, and returns which it could."""
    if number == 0:
        return send_out(number, barrier)
    me, done = User.objects.get(pk=agent), []
    rows = [Message.objects.get(pk=pk) for pk in mails]
    barrier.wait()
    for mail in reversed(rows):
        try:
            mail.take_back(by=me)
        except ANY_REFUSAL:
            continue
        done.append(mail.pk)
    return done
