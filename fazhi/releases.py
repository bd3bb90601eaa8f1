"""Releases: folders that are whole, and one pointer that is flipped from one to the next.

`published.jsonl` has a line for each flip. A release folder newer than the published one was either
rolled back (it has a line), or its run was killed before the flip (it has none, and is removed).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fazhi import clock, signals
from fazhi.outcome import CouldNotRun
from fazhi.warehouse import Warehouse, append_line, read_lines, remove, sync_folder

KEPT = 5

_ID = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}")
_ID_TIME = "%Y%m%dT%H%M%SZ"

Release = dict[str, Any]


def release_ids(warehouse: Warehouse) -> list[str]:
    """The ids of all release folders, oldest first."""
    if not warehouse.releases.is_dir():
        return []
    return sorted(entry.name for entry in warehouse.releases.iterdir() if _ID.fullmatch(entry.name))


def current_id(warehouse: Warehouse) -> str | None:
    """The id of the published release; None before the first."""
    try:
        return Path(os.readlink(warehouse.current)).name
    except OSError:
        return None


def read_release(warehouse: Warehouse, release_id: str) -> Release:
    """The record of a release: id, previous_id, released_at, content_hash, reader_hash, rules_hash ..."""
    text = (warehouse.releases / release_id / "audit.json").read_text(encoding="utf-8")
    record: Release = json.loads(text)["release"]
    return record


def published_release(warehouse: Warehouse) -> Release | None:
    """The record of the published release and `published_at`, the time of the flip; None without one."""
    release_id = current_id(warehouse)
    if release_id is None:
        return None
    flips = [row for row in read_lines(warehouse.published) if row.get("id") == release_id]
    return {**read_release(warehouse, release_id), "published_at": flips[-1]["at"] if flips else None}


def new_id(warehouse: Warehouse, content_hash: str) -> tuple[str, datetime]:
    """An id for a new release and its time: later than every other id, even when the clock went back."""
    moment = clock.now()
    ids = release_ids(warehouse)
    found = _ID.fullmatch(ids[-1]) if ids else None
    if found:
        last = datetime.strptime(found[1], _ID_TIME).replace(tzinfo=UTC)
        moment = max(moment, last + timedelta(seconds=1))
    return f"{moment.strftime(_ID_TIME)}-{content_hash[:8]}", moment


def rolled_back_twin(warehouse: Warehouse, content_hash: str) -> str | None:
    """The id of a rolled-back release (newer than the published one) with this content, if there is one."""
    published = current_id(warehouse)
    for release_id in reversed(release_ids(warehouse)):
        if published is None or release_id <= published:
            return None
        if read_release(warehouse, release_id)["content_hash"] == content_hash:
            return release_id
    return None


def publish(warehouse: Warehouse, release_id: str) -> list[str]:
    """Make the candidate, whole and synced, the published release. Gives the ids of releases removed."""
    target = warehouse.releases / release_id
    with signals.deferred():
        warehouse.releases.mkdir(exist_ok=True)
        os.replace(warehouse.candidate, target)
        try:
            sync_folder(warehouse.releases)
            _flip(warehouse, release_id, "publish")
        except BaseException:
            remove(target)
            raise
        return _prune(warehouse)


def rollback(warehouse: Warehouse) -> tuple[str, str]:
    """Point back to the release that was published before the current one. Gives (from, to).

    Raises CouldNotRun when there is none.
    """
    here = current_id(warehouse)
    if here is None:
        raise CouldNotRun(f"{warehouse.root} has no published release")
    ids = release_ids(warehouse)
    before = read_release(warehouse, here).get("previous_id")
    if before not in ids:
        older = [release_id for release_id in ids if release_id < here]
        before = older[-1] if older else None
    if before is None:
        raise CouldNotRun(f"there is no release before {here}; it stays published")
    with signals.deferred():
        _flip(warehouse, before, "rollback")
    return here, before


def tidy(warehouse: Warehouse) -> None:
    """Remove what a killed run left behind. Call it with the lock held."""
    remove(warehouse.candidate)
    for leftover in [*warehouse.root.glob(".*.tmp"), *warehouse.releases.glob(".*.tmp")]:
        remove(leftover)
    published = current_id(warehouse)
    flips = {row.get("id") for row in read_lines(warehouse.published)}
    if published is not None and published not in flips:
        _note_flip(warehouse, published, "publish")
    if published is None and not flips:
        for release_id in release_ids(warehouse):
            remove(warehouse.releases / release_id)
    elif flips:
        for release_id in release_ids(warehouse):
            if release_id not in flips and release_id > (published or ""):
                remove(warehouse.releases / release_id)
    if published is not None:
        _lead_through_current(warehouse)


def _flip(warehouse: Warehouse, release_id: str, action: str) -> None:
    """Raises only before the pointer is flipped: a note that the disk has no room for is made by `tidy`."""
    _lead_through_current(warehouse)
    _point(warehouse.current, Path("releases") / release_id)
    with contextlib.suppress(OSError):
        sync_folder(warehouse.root)
        _note_flip(warehouse, release_id, action)


def _note_flip(warehouse: Warehouse, release_id: str, action: str) -> None:
    append_line(warehouse.published, {"id": release_id, "at": clock.stamp(), "action": action})


def _lead_through_current(warehouse: Warehouse) -> None:
    """`fazhi.duckdb` and `exports` are made once: they lead through `current`, which is what moves."""
    for link in (warehouse.database, warehouse.exports):
        target = Path("current") / link.name
        if not link.is_symlink() or os.readlink(link) != str(target):
            _point(link, target)


def _point(link: Path, target: Path) -> None:
    """Make `link` a relative symlink to `target`, in one step."""
    temporary = link.with_name(f".{link.name}.{os.getpid()}.tmp")
    remove(temporary)
    os.symlink(target, temporary)
    os.replace(temporary, link)


def _prune(warehouse: Warehouse) -> list[str]:
    """Keep the last five releases, and in any case the published one and the one before it."""
    here = current_id(warehouse)
    kept = {here, read_release(warehouse, here)["previous_id"]} if here else set()
    gone = [release_id for release_id in release_ids(warehouse)[:-KEPT] if release_id not in kept]
    with contextlib.suppress(OSError):
        for release_id in gone:
            remove(warehouse.releases / release_id)
    return gone
