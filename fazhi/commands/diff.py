"""`fazhi diff [OLD [NEW]]`: facts added, changed, removed between two releases, and why."""

from __future__ import annotations

import argparse
from typing import Any

from fazhi import releases
from fazhi.context import Context
from fazhi.diff import CHANGES, REASONS, Diff, Row, compare, counts
from fazhi.outcome import CouldNotRun, Outcome, Status, UsageProblem
from fazhi.warehouse import Warehouse

NAME = "diff"
HELP = "facts added, changed, removed between two releases, and why"
WRITES = False

_SHOWN = 50
_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two releases."""
    parser.add_argument(
        "old", nargs="?", metavar="OLD", help="release, or how its id begins (default: the one before NEW)"
    )
    parser.add_argument("new", nargs="?", metavar="NEW", help="release (default: the published one)")


def check(arguments: argparse.Namespace, context: Context) -> None:
    """What is named is a release of this warehouse."""
    context.require_named_warehouse()
    for named in (arguments.old, arguments.new):
        if named is not None:
            _release_id(context.warehouse, named)


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Compare the two, and change nothing."""
    warehouse = context.warehouse
    published = context.published().name
    new_id = _release_id(warehouse, arguments.new) if arguments.new else published
    new = releases.read_release(warehouse, new_id)
    old_id = _release_id(warehouse, arguments.old) if arguments.old else _before(warehouse, new)
    old = releases.read_release(warehouse, old_id)
    result = compare(warehouse.releases / old_id, warehouse.releases / new_id, old, new)
    data = result.data() if context.json else {}
    return Outcome(Status.DONE, _plain(data), [] if context.json else _lines(result))


def _release_id(warehouse: Warehouse, named: str) -> str:
    ids = releases.release_ids(warehouse)
    found = [release_id for release_id in ids if release_id.startswith(named)] if named else []
    if len(found) != 1:
        what = f"{len(found)} releases begin with" if found else "no release is called"
        raise UsageProblem(f"{what} '{named}' in {warehouse.root}; there are: {', '.join(ids) or 'none'}")
    return found[0]


def _before(warehouse: Warehouse, release: dict[str, Any]) -> str:
    ids = releases.release_ids(warehouse)
    before = release.get("previous_id")
    if before not in ids:
        older = [release_id for release_id in ids if release_id < release["id"]]
        before = older[-1] if older else None
    if before is None:
        raise CouldNotRun(f"there is no release before {release['id']} to compare it with")
    return str(before)


def _lines(diff: Diff) -> list[str]:
    lines = [f"{diff.old['id']} -> {diff.new['id']}", *_report_lines(diff.reports)]
    found = counts(diff.facts)
    lines.append(
        "Agency-year facts: " + ", ".join(f"{sum(found[name].values()):,} {name}" for name in CHANGES)
    )
    lines += [_fact_line(row) for row in diff.facts[:_SHOWN]]
    if len(diff.facts) > _SHOWN:
        lines.append(f"  ... and {len(diff.facts) - _SHOWN:,} more: --json")
    found = counts(diff.observations)
    words = [
        f"{sum(reasons.values()):,} {name}"
        + (
            f" ({', '.join(f'{REASONS[key]} {count:,}' for key, count in reasons.items())})"
            if reasons
            else ""
        )
        for name, reasons in found.items()
    ]
    lines.append(
        "Observations with a metric: " + ", ".join(words) + ("; each: --json" if diff.observations else "")
    )
    return lines


def _report_lines(reports: list[Row]) -> list[str]:
    lines = [f"Reports: {len(reports)} differ" if reports else "Reports: the same"]
    for row in reports[:_SHOWN]:
        lines.append(f"  {REASONS[row['change']]}: {row['source_path']} {row['title'] or ''}".rstrip())
    if len(reports) > _SHOWN:
        lines.append(f"  ... and {len(reports) - _SHOWN:,} more: --json")
    return lines


def _fact_line(row: Row) -> str:
    said = [_said(row, side) for side in ("old", "new") if row[f"{side}_value"] is not None]
    values = " -> ".join(said if len(said) < 2 or said[0] != said[1] else said[:1])
    return (
        f"  {_SIGNS[row['change']]} {row['agency_name']} {row['year']} {row['scope']} {row['metric_code']}"
        f" {values} {row['unit']} ({REASONS[row['reason']]}: {row['source_path']})"
    )


def _said(row: Row, side: str) -> str:
    comparator, coverage = row[f"{side}_comparator"], row[f"{side}_coverage"]
    words = f"{row[f'{side}_value'].normalize():,f}"
    words = words if comparator == "eq" else f"{comparator} {words}"
    return words if coverage == "whole" else f"{words} [{coverage}]"


def _plain(data: Any) -> Any:
    """Decimals as numbers, dates as text: what JSON has."""
    from decimal import Decimal

    if isinstance(data, dict):
        return {name: _plain(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    if isinstance(data, Decimal):
        return int(data) if data == data.to_integral_value() else float(data)
    return data
