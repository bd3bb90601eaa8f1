"""`fazhi build`: a candidate from what is landed, audited, and published if it passes."""

from __future__ import annotations

import argparse

from fazhi import telling
from fazhi.context import Context, hint
from fazhi.outcome import Outcome, Refused, Status, UsageProblem
from fazhi.publication import build_and_publish
from fazhi.releases import tidy
from fazhi.status import take_snapshot

NAME = "build"
HELP = "dbt build and audit on a candidate; publish it if, and only if, it passes"
WRITES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The reason for which a refused drift is accepted."""
    parser.add_argument(
        "--accept", metavar="REASON", help="publish over a refused drift; the reason stays in the release"
    )


def check(arguments: argparse.Namespace, context: Context) -> None:
    """A reason says something, and a warehouse that is named exists."""
    if arguments.accept is not None and not arguments.accept.strip():
        raise UsageProblem("--accept needs a reason")
    context.require_named_warehouse()


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Build and publish."""
    if not context.warehouse.landing.exists():
        raise Refused(f"nothing is landed in {context.warehouse.root}{hint(context.warehouse)}")
    tidy(context.warehouse)
    with context.steps() as say:
        accept = arguments.accept.strip() if arguments.accept else None
        publication = build_and_publish(context.project(), context.warehouse, context.run, accept, say)
        take_snapshot(context.warehouse)
    return Outcome(
        Status.DONE,
        telling.publication_data(publication, context.warehouse),
        telling.publication_lines(publication, context.warehouse),
    )
