"""Let a command that is told to stop tidy up behind itself."""

import signal
import sys
from contextlib import contextmanager


@contextmanager
def unwinding():
    """Within the block, SIGTERM ends the program as Ctrl-C does: through every `finally`."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
