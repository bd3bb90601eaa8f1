"""One writer a warehouse: a file lock that the operating system drops with the process that held it."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fazhi.clock import stamp
from fazhi.outcome import CouldNotRun

# `fazhi status` holds the lock shared for a moment when it looks; a run must not take that for another run.
_PATIENCE_SECONDS = 1.0


@contextmanager
def writing(path: Path, command: str) -> Iterator[None]:
    """Hold the lock at `path`, creating its folder.

    Raises CouldNotRun that names the holder's process, command and start, when another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not _try(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                holder = _read(descriptor)
                raise CouldNotRun(
                    f"{path.parent} is locked: {describe(holder)}; wait until it has ended", holder=holder
                )
            time.sleep(0.05)
        _write(descriptor, {"pid": os.getpid(), "command": command, "since": stamp()})
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


@contextmanager
def looking(path: Path) -> Iterator[dict[str, Any] | None]:
    """Keep writers out for a moment: gives None while no one writes, else who does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        free = _try(descriptor, fcntl.LOCK_SH)
        yield None if free else (_read(descriptor) or {"pid": None, "command": None, "since": None})
    finally:
        os.close(descriptor)


def describe(holder: dict[str, Any]) -> str:
    """Who holds the lock, in words."""
    if not holder.get("pid"):
        return "another run is starting or ending"
    return f"`{holder['command']}` runs as process {holder['pid']} since {holder['since']}"


def _try(descriptor: int, mode: int) -> bool:
    try:
        fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(descriptor: int) -> dict[str, Any]:
    try:
        row = json.loads(os.pread(descriptor, 4096, 0) or b"{}")
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _write(descriptor: int, holder: dict[str, Any]) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder, ensure_ascii=False).encode(), 0)
