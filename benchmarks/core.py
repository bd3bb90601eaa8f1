"""One core for this process and its children, so that both sides of a ratio run on the same."""

from __future__ import annotations

import os


def pin(core: int | None) -> str:
    """Keep this process on one processor (unless told, the last that it may use); says what was done."""
    if not hasattr(os, "sched_setaffinity"):
        return "this system pins no process to a core: the figures are those of all"
    chosen = max(os.sched_getaffinity(0)) if core is None else core
    os.sched_setaffinity(0, {chosen})
    return f"on processor {chosen}"
