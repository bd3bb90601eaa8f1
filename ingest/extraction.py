"""From a text to all that is read in it; runs in this process or in worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from ingest import language
from ingest.language.masthead import describe
from ingest.manifest import ManifestEntry
from ingest.records import Masthead, Reading

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

PARALLEL_FROM = 50
CHUNK = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A text to read, the stem of its file's name, and what the manifest says about it."""

    text: str
    name: str
    entry: ManifestEntry | None


@dataclass(frozen=True, slots=True)
class Extracted:
    masthead: Masthead
    reading: Reading


@dataclass(frozen=True, slots=True)
class Failed:
    """A text on which the reader failed, with the exception in words."""

    error: str


def extract(task: Task) -> Extracted | Failed:
    """Masthead and reading of one text. A fault of the reader costs this text only."""
    try:
        masthead = describe(task.text, task.name)
        if task.entry is not None:
            masthead = task.entry.over(masthead)
        return Extracted(masthead, language.read(task.text, masthead))
    except Exception as error:
        return Failed(f"{type(error).__name__}: {error}")


def available_workers() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Extractor:
    """Reads texts in their order: a few in this process, many in worker processes, which are started once."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or available_workers()
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def run(self, tasks: Sequence[Task]) -> Iterator[Extracted | Failed]:
        """What is read in each text, in order."""
        if self.workers < 2 or (self.pool is None and len(tasks) < PARALLEL_FROM):
            yield from map(extract, tasks)
            return
        from concurrent.futures.process import BrokenProcessPool

        done = 0
        self.pool = self.pool or started_pool(self.workers)
        try:
            for result in self.pool.map(extract, tasks, chunksize=CHUNK):
                yield result
                done += 1
        except BrokenProcessPool:
            # A worker was killed, most likely for memory: one process needs less of it.
            self.workers, self.pool = 1, None
            yield from map(extract, tasks[done:])


def started_pool(workers: int) -> ProcessPoolExecutor:
    """Worker processes, whose modules are long to import and which one process can do without."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # spawn: the threads of polars and DuckDB do not survive a fork
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
