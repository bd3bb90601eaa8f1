"""dbt, in this process and without a word, builds the candidate from what is landed."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import duckdb

from fazhi import parsed, signals
from fazhi.outcome import CouldNotRun, disk_problem
from fazhi.parsed import Parsed
from fazhi.project import Project
from fazhi.warehouse import Warehouse, candidate_database, remove

_ROWS_TOLD, _CELL_TOLD = 3, 60  # rows of a failed test, characters of a cell


@dataclass(frozen=True, slots=True)
class Failure:
    """A dbt node that failed: a test whose rows break its rule, or a node that could not run."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


class DbtLog:
    """dbt's events from `info` on, a line each: its own log of every step costs a tenth of the build."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def note(self, event: Any) -> None:
        """Write one event; a disk that is full is told by what dbt does, not by its log."""
        if event.info.level in ("debug", "test"):
            return
        with contextlib.suppress(OSError):
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("a", encoding="utf-8", buffering=1)
            self._file.write(f"{event.info.ts.ToJsonString()} {event.info.level:5} {event.info.msg}\n")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()


@dataclass(slots=True)
class Build:
    """What dbt did. `failed_tests` refuse the candidate, `warned_tests` do not, `broken` could not run."""

    models: int = 0
    tests: int = 0
    seconds: float = 0.0
    failed_tests: list[Failure] = field(default_factory=list)
    warned_tests: list[Failure] = field(default_factory=list)
    broken: list[Failure] = field(default_factory=list)


def build_candidate(project: Project, warehouse: Warehouse, mapped: Path | None = None) -> Build:
    """Build a fresh candidate in `warehouse.candidate` and run its data tests.

    `mapped`: the database of a release whose contexts the same rules have mapped; they are not mapped again.
    dbt's unit tests and the tests of seeds test the project, not the data: they run where these SQL files and
    seeds have not passed them before. Raises CouldNotRun when dbt itself could not run (disk full, a model
    that does not compile ...), with the first reasons in the message.
    """
    remove(warehouse.candidate)
    warehouse.candidate.mkdir(parents=True)
    started = time.monotonic()
    place = parsed.find(project, warehouse)
    build = Build()
    manifest = parsed.load_manifest(place)
    if manifest is None:
        manifest = _parse(project, warehouse, place, build)
    is_passed = place.word.exists()
    if manifest is not None:
        arguments = ["build"]
        if is_passed:
            arguments += [
                "--exclude-resource-type",
                "unit_test",
                "--exclude",
                *parsed.tests_of_seeds(manifest),
            ]
        candidate = candidate_database(warehouse.candidate)
        with _environment(warehouse, candidate, warehouse.dbt_target, mapped):
            result = _invoke(project, warehouse, arguments, manifest)
        _read_result(result, build, candidate)
    signals.check()
    build.seconds = round(time.monotonic() - started, 2)
    if build.broken:
        reasons = "\n".join(f"  {failure}" for failure in build.broken[:5])
        full = next((found for failure in build.broken if (found := disk_problem(failure.message))), None)
        raise CouldNotRun(full or f"dbt could not build the candidate (log in {warehouse.logs}):\n{reasons}")
    if not is_passed and not build.failed_tests:
        parsed.keep_word(place)
    return build


def _parse(project: Project, warehouse: Warehouse, place: Parsed, build: Build) -> Any:
    """The manifest, parsed by dbt and kept; None where the project does not parse: `build` then says why."""
    # the same names whatever the warehouse, or dbt would hold all of its last parse for outdated
    with _environment(warehouse, Path(candidate_database(Path("candidate"))), place.target):
        result = _invoke(project, warehouse, ["parse"])
        if not result.success:  # what dbt kept may not fit files that were moved
            result = _invoke(project, warehouse, ["parse", "--no-partial-parse"])
    if not result.success:
        build.broken.append(Failure("dbt", str(result.exception or "did not parse the project").strip()))
        return None
    parsed.keep_manifest(place, result.result)
    return result.result


@contextlib.contextmanager
def _environment(
    warehouse: Warehouse, candidate: Path, target: Path, mapped: Path | None = None
) -> Iterator[None]:
    """The variables that profiles.yml and the macros read; paths are absolute, since dbt changes folders."""
    values = {
        "FAZHI_CANDIDATE": str(candidate),
        "FAZHI_LANDING": str(warehouse.landing),
        "FAZHI_CORRECTIONS": str(warehouse.corrections),
        "FAZHI_MAPPED": str(mapped or ""),
        "FAZHI_TARGET": str(target),
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


def _invoke(project: Project, warehouse: Warehouse, arguments: list[str], manifest: Any = None) -> Any:
    """Run dbt and let go of every DuckDB handle that it keeps, or nobody could open the files again."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    arguments = [*arguments, "--project-dir", str(project.root), "--profiles-dir", str(project.root)]
    arguments += ["--target-path", os.environ["FAZHI_TARGET"], "--log-path", str(warehouse.logs)]
    arguments += ["--quiet", "--log-level", "none", "--log-level-file", "none", "--no-write-json"]
    log = DbtLog(warehouse.logs / "dbt.log")
    # dbt prints some warnings past its own log settings; standard output belongs to fazhi.
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        try:
            return dbtRunner(manifest=manifest, callbacks=[log.note]).invoke(arguments)
        finally:
            log.close()
            environment = DuckDBConnectionManager._ENV
            if environment is not None:
                environment.close()
            DuckDBConnectionManager.close_all_connections()


def _read_result(result: Any, build: Build, candidate: Path) -> None:
    """Add to `build` what became of each node, of a failed test with its first rows in the candidate."""
    rows = getattr(result.result, "results", None)
    if rows is None:
        build.broken.append(Failure("dbt", str(result.exception or "gave no result").strip()))
        return
    for row in rows:
        status, kind = str(row.status), str(row.node.resource_type)
        is_test = kind in ("test", "unit_test")
        build.tests += is_test
        build.models += not is_test
        message = row.message or status
        if status in ("fail", "warn") and (rows_said := _first_rows(candidate, row.node.compiled_code or "")):
            message = f"{message}: {rows_said}"
        failure = Failure(row.node.name, _shorten(message))
        if status == "fail":
            build.failed_tests.append(failure)
        elif status == "warn":
            build.warned_tests.append(failure)
        elif status in ("error", "runtime error"):
            build.broken.append(failure)
    if not result.success and not build.failed_tests and not build.broken:
        build.broken.append(Failure("dbt", str(result.exception or "did not finish").strip()))


def _first_rows(candidate: Path, sql: str) -> str:
    """What the first rows of a failed test say; empty where they cannot be read again."""
    try:
        with duckdb.connect(str(candidate), read_only=True) as connection:
            rows = connection.execute(f"select * from ({sql}) limit {_ROWS_TOLD}").fetchall()
    except duckdb.Error:
        return ""
    return "; ".join(", ".join(str(cell)[:_CELL_TOLD] for cell in row) for row in rows)


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
