"""`fazhi explain REPORT`: a report's text with every number marked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import duckdb

from fazhi.context import Context
from fazhi.explain import page, terminal
from fazhi.explain.find import find_report
from fazhi.explain.load import Explanation, load
from fazhi.outcome import CouldNotRun, Outcome, Status, UsageProblem
from fazhi.warehouse import candidate_database, write_atomically

NAME = "explain"
HELP = "a report's text with every number marked: mapped, unmapped, passed over"
WRITES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The report, and where its page goes."""
    parser.add_argument(
        "report",
        metavar="REPORT",
        help="source_path, file name, path of the file, report_id, report_key or title, or how one begins",
    )
    parser.add_argument("--html", metavar="FILE", help="write one self-contained HTML page instead")


def check(arguments: argparse.Namespace, context: Context) -> None:
    """FILE can be written, and lies in no release."""
    if not arguments.report.strip():
        raise UsageProblem("REPORT names no report")
    if arguments.html is None:
        return
    path = Path(arguments.html).resolve()
    if path.is_dir() or not path.parent.is_dir():
        raise UsageProblem(f"{path} is a folder" if path.is_dir() else f"no such folder: {path.parent}")
    if context.warehouse.releases.resolve() in path.parents:
        raise UsageProblem(f"{path} belongs to a release, which never changes; choose another --html")


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Explain the report as the published release has it."""
    release = context.published()
    with duckdb.connect(str(candidate_database(release)), read_only=True) as connection:
        explanation = load(connection, find_report(connection, arguments.report), release.name)
    data = explanation.data() if context.json else {}
    if arguments.html is None:
        return Outcome(Status.DONE, data, [] if context.json or context.quiet else [_shown(explanation)])
    path = Path(arguments.html)
    try:
        write_atomically(path, page.render(explanation))
    except OSError as error:
        raise CouldNotRun(f"{path} cannot be written: {error.strerror or error}") from error
    return Outcome(Status.DONE, {**data, "html": str(path)}, [_written(explanation, path)])


def _shown(explanation: Explanation) -> str:
    from rich.console import Console

    return terminal.render(explanation, Console())


def _written(explanation: Explanation, path: Path) -> str:
    counts: dict[str, Any] = explanation.counts()
    words = ", ".join(f"{counts[status].marks} {status.replace('_', ' ')}" for status in counts)
    return f"{path}: {explanation.report['source_path']}, numbers: {words}"
