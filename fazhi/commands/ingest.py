"""`fazhi ingest PATH...`: read documents and land them; nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path

from fazhi import intake, telling
from fazhi.context import Context
from fazhi.outcome import Outcome

NAME = "ingest"
HELP = "read documents and land them; nothing else"
WRITES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths and the limits of documents."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="folders or files")
    intake.add_limits(parser)


def check(arguments: argparse.Namespace, context: Context) -> None:
    """Every path exists."""
    intake.check_paths([Path(path) for path in arguments.paths])


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Land the documents. A document that is newly rejected gives status 3."""
    with context.steps() as say:
        taken = intake.take_in([Path(path) for path in arguments.paths], arguments, context, say)
    return Outcome(
        taken.status, {"ingest": taken.data}, [*telling.intake_lines(taken.data), "Next: fazhi build"]
    )
