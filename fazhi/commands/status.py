"""`fazhi status`: what is landed, rejected and why, published, since when; also while a run goes on."""

from __future__ import annotations

import argparse

from fazhi import telling
from fazhi.context import Context, hint
from fazhi.outcome import Outcome, Status
from fazhi.status import read_status

NAME = "status"
HELP = "what is landed, rejected and why, published, since when"
WRITES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def check(arguments: argparse.Namespace, context: Context) -> None:
    """A warehouse that is named exists."""
    context.require_named_warehouse()


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Look, and change nothing."""
    data = read_status(context.warehouse)
    return Outcome(Status.DONE, data, telling.status_lines(data, hint(context.warehouse)))
