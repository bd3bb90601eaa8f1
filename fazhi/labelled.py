"""The labelled sets: reports whose facts people wrote down, and how well each of them is read."""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from fazhi import lock
from fazhi.agency_years import AgencyYear, agency_years
from fazhi.context import Context
from fazhi.intake import take_in
from fazhi.outcome import CouldNotRun
from fazhi.project import Project
from fazhi.publication import build_and_publish
from fazhi.score import Score, known_metrics, score, summed
from fazhi.warehouse import Warehouse, candidate_database
from ingest.readers.files import DEFAULT_MAX_BYTES


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A row of tests/gold/sets.csv. `role`: dev (read while rules were written) or test (scored unread)."""

    name: str
    role: str
    reports: Path
    facts: Path
    quantities: Path | None
    agency_years: Path | None

    @property
    def documents(self) -> list[str]:
        """Every document is labelled: one without a gold line states no fact."""
        return sorted(path.name for path in self.reports.glob("*.txt"))


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """A set, its score, and the labelled agency-years with whether each holds."""

    labelled: LabelledSet
    score: Score
    agency_years: list[tuple[AgencyYear, bool]]


def labelled_sets(project: Project) -> list[LabelledSet]:
    """The sets whose reports are here: some lie beside the project and need not.

    Raises CouldNotRun where two sets have a document of one name: facts are found by it.
    """
    root = project.root
    with (root / "tests" / "gold" / "sets.csv").open(encoding="utf-8", newline="") as file:
        sets = [
            LabelledSet(
                name=row["set_name"],
                role=row["role"],
                reports=root / row["reports"],
                facts=root / row["facts"],
                quantities=root / row["quantities"] if row["quantities"] else None,
                agency_years=root / row["agency_years"] if row["agency_years"] else None,
            )
            for row in csv.DictReader(file)
        ]
    here = [one for one in sets if one.reports.is_dir()]
    owner: dict[str, str] = {}
    for one in here:
        for document in one.documents:
            if owner.setdefault(document, one.name) != one.name:
                raise CouldNotRun(f"{document} is in two labelled sets: {owner[document]} and {one.name}")
    return here


def score_sets(context: Context, sets: Iterable[LabelledSet]) -> list[ScoredSet]:
    """Read the sets into warehouses under the context's folder, and score each."""
    databases: dict[str, Path] = {}
    by_folder: dict[str, list[LabelledSet]] = {}
    for one in sets:
        by_folder.setdefault(_folder(one), []).append(one)
    for folder, members in by_folder.items():
        warehouse = Warehouse(context.warehouse.root / folder)
        databases[folder] = publish(replace(context, warehouse=warehouse), [one.reports for one in members])
    return [score_set(one, databases[folder]) for folder, members in by_folder.items() for one in members]


def by_role(scored: Sequence[ScoredSet]) -> dict[str, Score]:
    """All sets of a role as one."""
    roles = dict.fromkeys(one.labelled.role for one in scored)
    return {role: summed(one.score for one in scored if one.labelled.role == role) for role in roles}


def publish(context: Context, reports: Sequence[Path]) -> Path:
    """Land these folders and publish: only what changed since the last time is read and built anew."""
    with lock.writing(context.warehouse.lock, context.run.command), context.steps() as say:
        take_in(reports, Namespace(max_bytes=DEFAULT_MAX_BYTES), context, say)
        build_and_publish(context.project(), context.warehouse, context.run, None, say)
    return candidate_database(context.published())


def score_set(one: LabelledSet, database: Path) -> ScoredSet:
    """Score one set on the metrics that the warehouse knows."""
    with duckdb.connect(str(database), read_only=True) as connection:
        result = score(connection, known_metrics(connection), one.facts, one.quantities, one.documents)
        standing = agency_years(connection, one.agency_years) if one.agency_years else []
    return ScoredSet(one, result, standing)


def _folder(one: LabelledSet) -> str:
    """An agency-year rests on all reports of a warehouse: sets that are labelled for it stand alone."""
    return one.name if one.agency_years else "others"
