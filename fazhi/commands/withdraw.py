"""`fazhi withdraw REPORT`: take a report out of the warehouse; its text stays landed."""

from __future__ import annotations

import argparse
import contextlib

from fazhi import telling
from fazhi.context import Context, hint
from fazhi.outcome import Outcome, Refused, Status, UsageProblem
from fazhi.publication import build_and_publish
from fazhi.releases import tidy
from fazhi.status import take_snapshot
from fazhi.withdrawal import Withdrawal, mark, undo

NAME = "withdraw"
HELP = "take a report out of the warehouse; its text stays landed"
WRITES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The report, and whether it comes back."""
    parser.add_argument(
        "report",
        metavar="REPORT",
        help="source_path, file name, path of the file, report_id, report_key or title, or how one begins",
    )
    parser.add_argument("--undo", action="store_true", help="take a withdrawn report in again")


def check(arguments: argparse.Namespace, context: Context) -> None:
    """REPORT says something, and a warehouse that is named exists."""
    if not arguments.report.strip():
        raise UsageProblem("REPORT names no report")
    context.require_named_warehouse()


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Mark all versions of the report, then build and publish without it.

    A text that lands later is no part of the withdrawal, also as a version of the same report. Where the
    build cannot run, the marks go back; where it is refused, they stay for `fazhi build --accept`.
    """
    warehouse = context.warehouse
    if not warehouse.landing.exists():
        raise Refused(f"nothing is landed in {warehouse.root}{hint(warehouse)}")
    tidy(warehouse)
    with context.steps() as say:
        withdrawal = mark(warehouse, arguments.report, not arguments.undo)
        try:
            publication = build_and_publish(context.project(), warehouse, context.run, None, say)
        except Refused as error:
            error.data = {**_data(withdrawal), **error.data}
            error.lines = [_words(withdrawal)]
            raise
        except Exception:
            with contextlib.suppress(Exception):
                undo(warehouse, withdrawal)
            raise
        finally:
            take_snapshot(warehouse)
    return Outcome(
        Status.DONE,
        {**_data(withdrawal), **telling.publication_data(publication, warehouse)},
        [_words(withdrawal), *telling.publication_lines(publication, warehouse)],
    )


def _data(withdrawal: Withdrawal) -> dict[str, object]:
    return {
        "report_id": withdrawal.report_id,
        "source_path": withdrawal.source_path,
        "title": withdrawal.title,
        "versions": withdrawal.versions,
        "withdrawn": withdrawal.is_withdrawn,
        "marked": len(withdrawal.changed),
    }


def _words(withdrawal: Withdrawal) -> str:
    count = withdrawal.versions
    versions = f"{count} version{'' if count == 1 else 's'}"
    name = f"{withdrawal.source_path} ({withdrawal.title or 'no title'}, {versions})"
    if not withdrawal.changed:
        return f"{name} {'was withdrawn already' if withdrawal.is_withdrawn else 'was not withdrawn'}"
    return f"{'Withdrawn' if withdrawal.is_withdrawn else 'Taken in again'}: {name}"
