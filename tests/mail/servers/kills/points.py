"""Where a mailroom dies: named points between two steps, put around the product's functions.

The product knows nothing of this. A point is passed each time its function has returned (or, for
those that begin with "before", is about to be called).
"""

import os
import signal
from functools import wraps

from mail.imap.fetching import Folder
from mail.incoming import receiving, storing
from mail.outgoing import sending
from tickets.models import Dispatch

# Name → whose function, its name.
POINTS = {
    "claimed": (Dispatch, "claim"),
    "taken by the server": (sending, "_hand_over"),
    "settled": (Dispatch, "settle"),
    "before the file": (storing, "_write_durably"),
    "file kept": (storing, "_write_durably"),
    "row stored": (receiving, "store_raw"),
    "before reading": (receiving, "_place"),
    "read": (receiving, "_place"),
    "received": (receiving, "receive"),
    "before the flag": (Folder, "_flag"),
    "flagged": (Folder, "_flag"),
    "remembered": (Folder, "_remember"),
}


def die_at(point, times):
    """Let this process kill itself when it passes a point for the n-th time."""
    owner, name = POINTS[point]
    function = getattr(owner, name)
    before, left = point.startswith("before"), [times]

    def pass_by():
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    @wraps(function)
    def watched(*args, **more):
        if before:
            pass_by()
        result = function(*args, **more)
        if not before:
            pass_by()
        return result

    setattr(owner, name, watched)
