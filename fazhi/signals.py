"""SIGINT and SIGTERM end a run cleanly: what is half-made is removed, and the status tells."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_HANDLED = (signal.SIGINT, signal.SIGTERM)


class Interrupted(KeyboardInterrupt):
    """The process was told to end. A KeyboardInterrupt, so that dbt and DuckDB let go of their queries."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class _State:
    received: int | None = None
    deferred: bool = False


@contextmanager
def handled() -> Iterator[None]:
    """Turn the two signals into Interrupted, raised in the main thread; afterwards all is as it was."""
    _State.received = None
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _handle) for number in _HANDLED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def check() -> None:
    """Raise Interrupted if a signal came and whoever ran swallowed it (dbt does)."""
    if _State.received is not None and not _State.deferred:
        raise Interrupted(_State.received)


@contextmanager
def deferred() -> Iterator[None]:
    """Let no signal come between steps that end a run. One that comes is dropped: the work is done."""
    _State.deferred = True
    try:
        yield
    finally:
        _State.deferred = False
        _State.received = None


def _handle(number: int, frame: FrameType | None) -> None:
    _State.received = number
    if not _State.deferred:
        raise Interrupted(number)
