"""`fazhi rollback`: point back to the release before."""

from __future__ import annotations

import argparse

from fazhi import releases
from fazhi.context import Context
from fazhi.outcome import Outcome, Status
from fazhi.status import take_snapshot

NAME = "rollback"
HELP = "point back to the release before"
WRITES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def check(arguments: argparse.Namespace, context: Context) -> None:
    """A warehouse that is named exists."""
    context.require_named_warehouse()


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Flip the pointer back. The next run publishes what is new, but not the same content once more."""
    releases.tidy(context.warehouse)
    before, now = releases.rollback(context.warehouse)
    context.run.release_id = now
    take_snapshot(context.warehouse)
    return Outcome(
        Status.DONE,
        {"release": now, "rolled_back": before},
        [
            f"Published is {now} again; {before} is rolled back.",
            "A run that builds the same content as the release rolled back does not publish it;",
            "`fazhi build --accept REASON` does.",
        ],
    )
