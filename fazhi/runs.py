"""The runs of a warehouse, a JSON line each in runs.jsonl: beside the releases, never part of a change."""

from __future__ import annotations

import contextlib
import os
import uuid
from dataclasses import dataclass, field
from typing import Any

from fazhi import clock
from fazhi.warehouse import Warehouse, append_line, read_lines


@dataclass(slots=True)
class Run:
    """A run under way. Commands fill in `counts` and `release_id` as they learn them."""

    command: str
    run_id: str = field(default_factory=lambda: uuid.uuid4().hex[:16])
    started_at: str = field(default_factory=clock.stamp)
    release_id: str | None = None
    counts: dict[str, int] = field(default_factory=dict)

    def row(self, status: int | None, message: str | None) -> dict[str, Any]:
        """The run as it is recorded; `status` None while under way, as in the release that it makes."""
        return {
            "run_id": self.run_id,
            "command": self.command,
            "pid": os.getpid(),
            "started_at": self.started_at,
            "ended_at": clock.stamp(),
            "status": status,
            "message": message,
            "release_id": self.release_id,
            **{name: self.counts.get(name) for name in ("documents_new", "documents_rejected")},
        }


def record(warehouse: Warehouse, run: Run, status: int, message: str | None) -> None:
    """Write down how `run` ended. A disk that is full must not change that."""
    with contextlib.suppress(OSError):
        append_line(warehouse.runs, run.row(status, message))


def last_runs(warehouse: Warehouse, count: int) -> list[dict[str, Any]]:
    """The last `count` runs that ended, newest first."""
    return read_lines(warehouse.runs)[-count:][::-1]
