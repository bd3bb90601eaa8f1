"""`fazhi score [GOLD.jsonl]`: how well the warehouse reads what people labelled."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import duckdb

from fazhi.context import Context
from fazhi.labelled import ScoredSet, by_role, labelled_sets, score_sets
from fazhi.outcome import Outcome, Status, UsageProblem
from fazhi.score import Score, known_metrics, read_docs, score
from fazhi.score_table import rules_without_a_fact, table_lines
from fazhi.warehouse import candidate_database

NAME = "score"
HELP = "precision, recall and F1 of the published warehouse against hand-labelled gold"
WRITES = False  # the labelled sets are read into a folder of their own, under its own lock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The gold files."""
    parser.add_argument(
        "gold",
        nargs="?",
        metavar="GOLD.jsonl",
        help="labelled facts, a JSON line each (default: every labelled set of the project, in one table)",
    )
    parser.add_argument(
        "--quantities", metavar="FILE", help="labelled quantities, to score whether every number is found"
    )
    parser.add_argument(
        "--docs", metavar="FILE", help="file names, one a line: also score these, gold or not"
    )
    parser.add_argument("--errors", action="store_true", help="list every error, and the counts by metric")


def default_warehouse(arguments: argparse.Namespace) -> str:
    """The labelled sets never mix with a user's own reports."""
    return "warehouse" if arguments.gold else "warehouse-gold"


def check(arguments: argparse.Namespace, context: Context) -> None:
    """The gold files exist."""
    if arguments.gold is None and (arguments.quantities or arguments.docs):
        raise UsageProblem("--quantities and --docs go with GOLD.jsonl")
    for path in (arguments.gold, arguments.quantities, arguments.docs):
        if path is not None and not Path(path).is_file():
            raise UsageProblem(f"no such file: {path}")


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Score the metrics of the contract."""
    if arguments.gold is None:
        return _score_all(arguments.errors, context)
    database = candidate_database(context.published())
    quantities = Path(arguments.quantities) if arguments.quantities else None
    docs = read_docs(Path(arguments.docs)) if arguments.docs else []
    with duckdb.connect(str(database), read_only=True) as connection:
        result = score(connection, known_metrics(connection), Path(arguments.gold), quantities, docs)
    figures = _rounded(result)
    data = {**figures}
    lines = _error_lines(result) if arguments.errors else []
    if arguments.errors:
        data["errors"] = [list(error) for error in result.errors]
    return Outcome(Status.DONE, data, [*lines, json.dumps(figures)])


def _score_all(errors: bool, context: Context) -> Outcome:
    project = context.project()
    scored = score_sets(context, labelled_sets(project))
    idle = rules_without_a_fact(project, scored)
    lines = [line for one in scored for line in _error_lines(one.score)] if errors else []
    return Outcome(
        Status.DONE,
        {
            "sets": [_set_data(one, errors) for one in scored],
            "roles": {role: _rounded(total) for role, total in by_role(scored).items()},
            "rules_without_a_fact": idle,
        },
        [*lines, *table_lines(scored, idle)],
    )


def _set_data(one: ScoredSet, errors: bool) -> dict[str, Any]:
    data = {"set": one.labelled.name, "role": one.labelled.role, **_rounded(one.score)}
    data["rules"] = sorted(one.score.rules)
    if one.agency_years:
        data["agency_years"] = {
            "labelled": len(one.agency_years),
            "wrong": [row.told() for row, holds in one.agency_years if not holds],
        }
    return {**data, "errors": [list(error) for error in one.score.errors]} if errors else data


def _rounded(result: Score) -> dict[str, Any]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in result.figures().items()
    }


def _error_lines(result: Score) -> list[str]:
    lines = ["\t".join(str(part) for part in error) for error in result.errors]
    for metric, (right, wrong, missed) in sorted(result.by_metric.items()):
        lines.append(f"{metric:26} right {right:4} wrong {wrong:4} missed {missed:4}")
    return lines
