"""What every command is given: common options, project, warehouse, and a way to speak to people."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fazhi import releases
from fazhi.outcome import CouldNotRun, Outcome, UsageProblem
from fazhi.project import Project, find_project
from fazhi.runs import Run
from fazhi.warehouse import Warehouse


@dataclass(slots=True)
class Context:
    """One call of fazhi. `run` collects what is recorded of it."""

    warehouse: Warehouse
    manifest: Path | None
    json: bool
    quiet: bool
    run: Run
    is_warehouse_named: bool  # --warehouse was given

    def project(self) -> Project:
        """The project with its models and seeds."""
        return find_project()

    @property
    def shows_progress(self) -> bool:
        """Progress is for people at a terminal."""
        return not self.quiet and sys.stderr.isatty()

    @contextmanager
    def steps(self) -> Iterator[Step]:
        """A line on standard error that says which step is under way; nothing when no one looks."""
        if not self.shows_progress:
            yield lambda text: None
            return
        from rich.console import Console

        with Console(stderr=True).status("starting") as status:
            yield lambda text: status.update(text)

    def require_named_warehouse(self) -> None:
        """Raises UsageProblem where the command names a warehouse that does not exist."""
        if self.is_warehouse_named and not self.warehouse.root.is_dir():
            raise UsageProblem(f"no such warehouse: {self.warehouse.root}")

    def published(self) -> Path:
        """The folder of the published release, whatever is published while it is read.

        Raises UsageProblem or CouldNotRun where there is no warehouse or no release.
        """
        self.require_named_warehouse()
        release_id = releases.current_id(self.warehouse)
        if release_id is None:
            raise CouldNotRun(f"nothing is published in {self.warehouse.root}{hint(self.warehouse)}")
        return self.warehouse.releases / release_id


class Step(Protocol):
    """Is told the step that is under way."""

    def __call__(self, text: str, /) -> None: ...


class Command(Protocol):
    """A module of fazhi.commands. `WRITES`: it holds the lock of the warehouse and is recorded as a run."""

    NAME: str
    HELP: str
    WRITES: bool

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def check(self, arguments: argparse.Namespace, context: Context) -> None:
        """Raise UsageProblem for arguments that cannot be meant, before anything is locked or made."""

    def run(self, arguments: argparse.Namespace, context: Context) -> Outcome: ...


def hint(warehouse: Warehouse) -> str:
    """Where a user who finds nothing may have meant to look."""
    samples = warehouse.root.with_name("warehouse-samples")
    if warehouse.root.name == "warehouse" and (samples / "current").is_symlink():
        return "; the samples are in warehouse-samples (--warehouse warehouse-samples)"
    return "; `fazhi run REPORTS` fills it"
