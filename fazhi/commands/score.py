"""`fazhi score GOLD.jsonl`: how well the published warehouse reads what people labelled."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import duckdb

from fazhi.context import Context
from fazhi.outcome import Outcome, Status, UsageProblem
from fazhi.score import Score, score
from fazhi.warehouse import candidate_database

NAME = "score"
HELP = "precision, recall and F1 of the published warehouse against hand-labelled gold"
WRITES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The gold files."""
    parser.add_argument("gold", metavar="GOLD.jsonl", help="labelled facts, a JSON line each")
    parser.add_argument(
        "--quantities", metavar="FILE", help="labelled quantities, to score whether every number is found"
    )
    parser.add_argument(
        "--docs", metavar="FILE", help="file names, one a line: also score these, gold or not"
    )
    parser.add_argument("--errors", action="store_true", help="list every error, and the counts by metric")


def check(arguments: argparse.Namespace, context: Context) -> None:
    """The gold files exist."""
    for path in (arguments.gold, arguments.quantities, arguments.docs):
        if path is not None and not Path(path).is_file():
            raise UsageProblem(f"no such file: {path}")


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Score the metrics of the contract."""
    database = candidate_database(context.published())
    optional = [Path(path) if path else None for path in (arguments.quantities, arguments.docs)]
    with duckdb.connect(str(database), read_only=True) as connection:
        metrics = {
            str(row[0]) for row in connection.execute("select metric_code from marts.dim_metric").fetchall()
        }
        result = score(connection, metrics, Path(arguments.gold), *optional)
    figures = {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in result.figures().items()
    }
    data = {**figures}
    lines = _error_lines(result) if arguments.errors else []
    if arguments.errors:
        data["errors"] = [list(error) for error in result.errors]
    return Outcome(Status.DONE, data, [*lines, json.dumps(figures)])


def _error_lines(result: Score) -> list[str]:
    lines = ["\t".join(str(part) for part in error) for error in result.errors]
    for metric, (right, wrong, missed) in sorted(result.by_metric.items()):
        lines.append(f"{metric:26} right {right:4} wrong {wrong:4} missed {missed:4}")
    return lines
