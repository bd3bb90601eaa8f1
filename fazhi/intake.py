"""Documents in: what `run` and `ingest` share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi import signals
from fazhi.context import Context, Step
from fazhi.outcome import CouldNotRun, Refused, Status, UsageProblem
from fazhi.releases import tidy
from fazhi.status import take_snapshot
from ingest.readers.files import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    from ingest.landing.store import Reject
    from ingest.pipeline import IngestResult


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in, as data, and the status that it gives if all else goes well."""

    status: Status
    data: dict[str, Any]


def add_limits(parser: argparse.ArgumentParser) -> None:
    """The limits of a document."""
    parser.add_argument(
        "--max-bytes",
        type=_positive,
        default=DEFAULT_MAX_BYTES,
        metavar="N",
        help=f"reject documents that are larger (default: {DEFAULT_MAX_BYTES:,})",
    )


def check_paths(paths: Sequence[Path]) -> None:
    """Raise UsageProblem for the first path that does not exist. A dangling link exists: it is rejected."""
    for path in paths:
        if not os.path.lexists(path):
            raise UsageProblem(f"no such file or folder: {path}")


def take_in(paths: Sequence[Path], arguments: argparse.Namespace, context: Context, say: Step) -> Intake:
    """Land the documents under `paths` and write the snapshot for `fazhi status`.

    Raises Refused when nothing readable is among them, UsageProblem for a manifest that cannot be used.
    """
    # These take a second to import, which commands that only look need not wait for.
    from ingest.landing.store import LandingError
    from ingest.manifest import ManifestError
    from ingest.pipeline import Limits, ingest_paths

    warehouse = context.warehouse
    tidy(warehouse)
    say("reading documents")
    limits = Limits(max_bytes=arguments.max_bytes)

    def progress(done: int, total: int) -> None:
        say(f"reading documents: {done} of {total}")

    try:
        result = ingest_paths(paths, warehouse.root, context.manifest, limits, progress)
    except ManifestError as error:
        raise UsageProblem(str(error)) from error
    except LandingError as error:
        raise CouldNotRun(str(error)) from error
    finally:
        take_snapshot(warehouse)
    signals.check()
    context.run.counts = {"documents_new": result.landed_new, "documents_rejected": len(result.rejected)}
    data = _as_data(result)
    if result.read == 0:
        raise Refused(_nothing_readable(paths, result), ingest=data)
    return Intake(Status.NEW_REJECTS if result.newly_rejected else Status.DONE, data)


def _as_data(result: IngestResult) -> dict[str, Any]:
    new = set(result.newly_rejected)
    return {
        "read": result.read,
        "new": result.landed_new,
        "located": result.located,
        "unchanged": result.unchanged,
        "reread": result.reread,
        "skipped": sum(result.skipped.values()),
        "skipped_by_ending": dict(result.skipped),
        "rejected": [_reject(row, row in new) for row in result.rejected],
        "rejected_rows": [_reject(row, True) for row in result.rejected_rows],
        "warnings": list(result.warnings),
    }


def _reject(row: Reject, is_new: bool) -> dict[str, Any]:
    names = ("source_path", "stage", "reason", "message")
    return {**{name: getattr(row, name) for name in names}, "is_new": is_new}


def _nothing_readable(paths: Sequence[Path], result: IngestResult) -> str:
    where = ", ".join(str(path) for path in paths)
    skipped = sum(result.skipped.values())
    words = f"nothing readable in {where}: {len(result.rejected)} rejected, {skipped} of other kinds"
    return "\n".join([words, *(f"  {row.message}" for row in result.rejected[:20])])


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
