"""`fazhi run [REPORTS]`: the main job, from documents to a published release."""

from __future__ import annotations

import argparse
from pathlib import Path

from fazhi import intake, telling
from fazhi.context import Context
from fazhi.outcome import FazhiError, Outcome
from fazhi.publication import build_and_publish
from fazhi.status import take_snapshot

NAME = "run"
HELP = "the main job: ingest, build, audit, publish, export"
WRITES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """REPORTS and the limits of documents."""
    parser.add_argument(
        "reports", nargs="?", metavar="REPORTS", help="a folder or a file (default: the bundled samples)"
    )
    intake.add_limits(parser)


def default_warehouse(arguments: argparse.Namespace) -> str:
    """The samples never mix with a user's own reports."""
    return "warehouse" if arguments.reports else "warehouse-samples"


def check(arguments: argparse.Namespace, context: Context) -> None:
    """REPORTS exists."""
    if arguments.reports:
        intake.check_paths([Path(arguments.reports)])


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Ingest, then build and publish. A document that is newly rejected gives status 3."""
    project = context.project()
    reports = Path(arguments.reports) if arguments.reports else project.samples
    with context.steps() as say:
        taken = intake.take_in([reports], arguments, context, say)
        try:
            publication = build_and_publish(project, context.warehouse, context.run, None, say)
        except FazhiError as error:
            error.data = {"ingest": taken.data, **error.data}
            error.lines = telling.intake_lines(taken.data)
            raise
        take_snapshot(context.warehouse)
    data = {"ingest": taken.data, **telling.publication_data(publication, context.warehouse)}
    return Outcome(
        taken.status,
        data,
        telling.intake_lines(taken.data) + telling.publication_lines(publication, context.warehouse),
    )
