"""The folder of a warehouse: where everything lies in it, and what a killed run may have left behind."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Paths in a warehouse folder. Only what users may open is named in the contract; the rest is free."""

    root: Path

    @property
    def landing(self) -> Path:
        """The landed documents, schema `raw`."""
        return self.root / "landing.duckdb"

    @property
    def corrections(self) -> Path:
        """Corrections by people that hold for this warehouse only; the columns are those of the seed."""
        return self.root / "corrections.csv"

    @property
    def database(self) -> Path:
        """The published database, through `current`."""
        return self.root / "fazhi.duckdb"

    @property
    def exports(self) -> Path:
        """The published exports, through `current`."""
        return self.root / "exports"

    @property
    def releases(self) -> Path:
        """One folder a release."""
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """The symlink to the published release."""
        return self.root / "current"

    @property
    def candidate(self) -> Path:
        """Where a candidate is built: always the same path, or dbt would parse anew each time."""
        return self.root / "candidate"

    @property
    def failed(self) -> Path:
        """The last candidate that was refused."""
        return self.root / "failed"

    @property
    def dbt_target(self) -> Path:
        """dbt's parsed and compiled project."""
        return self.root / "target"

    @property
    def logs(self) -> Path:
        """Logs of dbt and of internal errors."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.root / ".lock"

    @property
    def runs(self) -> Path:
        """One JSON line a run."""
        return self.root / "runs.jsonl"

    @property
    def published(self) -> Path:
        """One JSON line for each time that `current` was flipped."""
        return self.root / "published.jsonl"

    @property
    def inputs(self) -> Path:
        """What the published release was last built from: a build from the same can be left out."""
        return self.root / "inputs.json"

    @property
    def snapshot(self) -> Path:
        """What `fazhi status` shows of the landing while a run has it open."""
        return self.root / "status.json"

    def exists(self) -> bool:
        """True where anything has been landed or published."""
        return self.landing.exists() or self.current.is_symlink()


def candidate_database(folder: Path) -> Path:
    """The database file in a candidate or release folder: the same name in both, since views carry it."""
    return folder / "fazhi.duckdb"


def remove(path: Path) -> None:
    """Remove a file, symlink or folder if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    elif path.is_dir():
        shutil.rmtree(path)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write `content` beside `path`, sync it, and put it in place in one step."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def append_line(path: Path, row: dict[str, Any]) -> None:
    """Append `row` as one JSON line. A line that a killed run left unfinished is closed first."""
    line = json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"
    with path.open("ab+") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                line = "\n" + line
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())


def read_lines(path: Path) -> list[dict[str, Any]]:
    """All whole JSON lines of `path`; an unfinished one is skipped; no file gives no lines."""
    rows: list[dict[str, Any]] = []
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return rows
    for line in text.split("\n"):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def sync_tree(folder: Path) -> None:
    """fsync every file and folder under `folder`, itself included."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_symlink():
            continue
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """fsync the entries of `folder`, so that a rename in it survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
