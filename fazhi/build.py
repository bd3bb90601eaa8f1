"""dbt, in this process and without a word, builds the candidate from what is landed."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import time
from dataclasses import dataclass, field
from typing import Any

from fazhi import signals
from fazhi.outcome import CouldNotRun, disk_problem
from fazhi.project import Project
from fazhi.warehouse import Warehouse, candidate_database, remove


@dataclass(frozen=True, slots=True)
class Failure:
    """A dbt node that failed: a test whose rows break its rule, or a node that could not run."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


@dataclass(slots=True)
class Build:
    """What dbt did. `failed_tests` refuse the candidate, `warned_tests` do not, `broken` could not run."""

    models: int = 0
    tests: int = 0
    seconds: float = 0.0
    failed_tests: list[Failure] = field(default_factory=list)
    warned_tests: list[Failure] = field(default_factory=list)
    broken: list[Failure] = field(default_factory=list)


def build_candidate(project: Project, warehouse: Warehouse, unit_tests: bool) -> Build:
    """Build a fresh candidate in `warehouse.candidate` and run its data tests.

    `unit_tests`: run dbt's unit tests too. They test the SQL, not the data, so they are worth their time
    only when the SQL or the rules changed. Raises CouldNotRun when dbt itself could not run (disk full,
    a model that does not compile ...), with the first reasons in the message.
    """
    remove(warehouse.candidate)
    warehouse.candidate.mkdir(parents=True)
    started = time.monotonic()
    arguments = ["build", "--project-dir", str(project.root), "--profiles-dir", str(project.root)]
    arguments += ["--target-path", str(warehouse.dbt_target), "--log-path", str(warehouse.logs)]
    arguments += [
        "--quiet",
        "--log-level",
        "none",
        "--log-level-file",
        "info",
        "--no-use-colors",
        "--no-write-json",
    ]
    if not unit_tests:
        arguments += ["--exclude-resource-type", "unit_test"]
    with _environment(project, warehouse):
        result = _invoke(arguments)
    signals.check()
    build = _read_result(result)
    build.seconds = round(time.monotonic() - started, 2)
    if build.broken:
        reasons = "\n".join(f"  {failure}" for failure in build.broken[:5])
        full = next((found for failure in build.broken if (found := disk_problem(failure.message))), None)
        raise CouldNotRun(full or f"dbt could not build the candidate (log in {warehouse.logs}):\n{reasons}")
    return build


@contextlib.contextmanager
def _environment(project: Project, warehouse: Warehouse) -> Any:
    """The variables that profiles.yml reads; paths are absolute, since dbt changes folders."""
    values = {
        "FAZHI_CANDIDATE": str(candidate_database(warehouse.candidate)),
        "FAZHI_LANDING": str(warehouse.landing),
        "FAZHI_CORRECTIONS": str(warehouse.corrections),
        "FAZHI_TARGET": str(warehouse.dbt_target),
        "FAZHI_LOGS": str(warehouse.logs),
    }
    before = {name: os.environ.get(name) for name in values}
    folder = os.getcwd()
    os.environ.update(values)
    try:
        yield
    finally:
        os.chdir(folder)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _invoke(arguments: list[str]) -> Any:
    """Run dbt and let go of every DuckDB handle that it keeps, or nobody could open the files again."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    logging.raiseExceptions = False  # a full disk is reported once, not by every line of the log
    # dbt prints some warnings past its own log settings; standard output belongs to fazhi.
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        try:
            return dbtRunner().invoke(arguments)
        finally:
            environment = DuckDBConnectionManager._ENV
            if environment is not None:
                environment.close()
            DuckDBConnectionManager.close_all_connections()


def _read_result(result: Any) -> Build:
    build = Build()
    rows = getattr(result.result, "results", None)
    if rows is None:
        build.broken.append(Failure("dbt", str(result.exception or "gave no result").strip()))
        return build
    for row in rows:
        status, kind = str(row.status), str(row.node.resource_type)
        is_test = kind in ("test", "unit_test")
        build.tests += is_test
        build.models += not is_test
        failure = Failure(row.node.name, _shorten(row.message or status))
        if status == "fail":
            build.failed_tests.append(failure)
        elif status == "warn":
            build.warned_tests.append(failure)
        elif status in ("error", "runtime error"):
            build.broken.append(failure)
    if not result.success and not build.failed_tests and not build.broken:
        build.broken.append(Failure("dbt", str(result.exception or "did not finish").strip()))
    return build


def _shorten(message: str) -> str:
    """dbt's messages in one line, without the path of the compiled file."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    text = " ".join(line for line in lines if not line.startswith("compiled code at"))
    return text if len(text) <= 400 else text[:397] + "..."


def keep_failed(warehouse: Warehouse) -> None:
    """Move the candidate to `warehouse.failed`, where it can be looked at until the next one fails."""
    if not warehouse.candidate.exists():
        return
    if warehouse.failed.exists():
        shutil.rmtree(warehouse.failed)
    os.replace(warehouse.candidate, warehouse.failed)
