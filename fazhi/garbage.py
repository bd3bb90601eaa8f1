"""When a process collects garbage: seldom, for nearly all that a command makes lives until it ends."""

from __future__ import annotations

import atexit
import gc

# The tools that fazhi stands on make a million objects while they are imported, none of them garbage: at
# Python's own threshold of 700, looking through them takes a tenth to a fifth of their import.
_THRESHOLDS = (100_000, 30, 30)


def collect_seldom() -> None:
    """Collect seldom in this process, and not at all when it ends."""
    if gc.get_threshold() != _THRESHOLDS:
        gc.set_threshold(*_THRESHOLDS)
        atexit.register(gc.freeze)
