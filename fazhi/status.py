"""What is landed, rejected, published and under way. A snapshot serves while a run has the landing open."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import duckdb

from fazhi import clock, lock, releases, runs
from fazhi.warehouse import Warehouse, write_atomically

_COUNTS = """
select
    (select count(*) from raw.document where not is_withdrawn) as documents,
    (select count(*) from raw.document where is_withdrawn) as withdrawn,
    (select count(*) from raw.quantity) as quantities,
    (select count(*) from raw.statement) as statements,
    (select count(*) from raw.passed_over) as passed_over
"""
_KINDS = "select report_kind, count(*) from raw.document where not is_withdrawn group by all order by all"
_REJECTED = """
select source_path, stage, reason, message, row_json is not null as is_row
from raw.reject order by source_path, stage, reason, row_json
"""


def take_snapshot(warehouse: Warehouse) -> None:
    """Write down what is landed. Call it with the lock held and the landing closed.

    Where that fails the old snapshot stays, and `read_status` sees that it is old.
    """
    if warehouse.landing.exists():
        with contextlib.suppress(OSError, duckdb.Error):
            write_atomically(warehouse.snapshot, json.dumps(_landed(warehouse), ensure_ascii=False))


def read_status(warehouse: Warehouse) -> dict[str, Any]:
    """All that `fazhi status` shows; what cannot be read is null. Writes nothing, blocks no one."""
    with lock.looking(warehouse.lock) as holder:
        landed = _landed_if_possible(warehouse, holder is None)
    return {
        "warehouse": str(warehouse.root),
        "landed": landed,
        "published": _published(warehouse),
        "releases": releases.release_ids(warehouse),
        "running": holder,
        "runs": runs.last_runs(warehouse, 5),
    }


def _published(warehouse: Warehouse) -> dict[str, Any] | None:
    try:
        release = releases.published_release(warehouse)
    except (OSError, ValueError, KeyError):
        return {"id": releases.current_id(warehouse), "error": "its audit.json cannot be read"}
    if release is None:
        return None
    names = ("id", "published_at", "released_at", "accepted_reason", "previous_id", "code_version")
    rows = {name: table["rows"] for name, table in release["tables"].items()}
    return {**{name: release.get(name) for name in names}, "rows": rows}


def _landed_if_possible(warehouse: Warehouse, is_free: bool) -> dict[str, Any] | None:
    """The snapshot, unless the landing is newer (a run was killed) and free to be read."""
    snapshot = _read_snapshot(warehouse)
    if not warehouse.landing.exists():
        return None
    if snapshot is not None and (
        not is_free or snapshot.get("mtime_ns") == warehouse.landing.stat().st_mtime_ns
    ):
        return snapshot
    if is_free:
        try:
            return _landed(warehouse)
        except (duckdb.Error, OSError):
            pass
    return snapshot


def _read_snapshot(warehouse: Warehouse) -> dict[str, Any] | None:
    try:
        snapshot = json.loads(warehouse.snapshot.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return snapshot if isinstance(snapshot, dict) else None


def _landed(warehouse: Warehouse) -> dict[str, Any]:
    with duckdb.connect(str(warehouse.landing), read_only=True) as connection:
        cursor = connection.execute(_COUNTS)
        names = [column[0] for column in cursor.description]
        counts = dict(zip(names, cursor.fetchone() or (), strict=True))
        kinds = {str(kind): count for kind, count in connection.execute(_KINDS).fetchall()}
        rejects = connection.execute(_REJECTED).fetchall()
    return {
        "at": clock.stamp(),
        "mtime_ns": warehouse.landing.stat().st_mtime_ns,
        **counts,
        "kinds": kinds,
        "rejected": [
            dict(zip(("source_path", "stage", "reason", "message", "is_row"), row, strict=True))
            for row in rejects
        ],
    }
