"""Reports taken out of the warehouse: their texts stay landed, marked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from fazhi.explain.find import Named, choose
from fazhi.outcome import CouldNotRun, UsageProblem
from fazhi.warehouse import Warehouse
from ingest.landing.store import Landing, LandingError

# Of each report the version that landed last goes by all its names, as the current one does elsewhere.
_LANDED = """
select report_key, report_id, source_path, title, text_hash,
    row_number() over (partition by report_id order by landing_seq desc) = 1 as is_last
from raw.document order by source_path, report_key
"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was marked: a report and how many versions of it; those texts that were not so before."""

    report_id: str
    source_path: str
    title: str | None
    versions: int
    is_withdrawn: bool
    changed: tuple[str, ...]


def mark(warehouse: Warehouse, wanted: str, is_withdrawn: bool) -> Withdrawal:
    """Mark all landed versions of the report that `wanted` names as withdrawn, or as not.

    What is so already stays so. Raises UsageProblem where nothing or more than one report is meant.
    """
    try:
        with Landing(warehouse.landing) as landing:
            reports = [Named(*row) for row in landing.connection.execute(_LANDED).fetchall()]
            found = choose(reports, wanted)
            if found is None:
                raise UsageProblem(_unknown(reports, wanted.strip()))
            texts = [report.text_hash for report in reports if report.report_id == found.report_id]
            changed = tuple(landing.mark_withdrawn(texts, is_withdrawn))
    except LandingError as error:
        raise CouldNotRun(str(error)) from error
    return Withdrawal(found.report_id, found.source_path, found.title, len(texts), is_withdrawn, changed)


def undo(warehouse: Warehouse, withdrawal: Withdrawal) -> None:
    """Mark the texts as they were."""
    with Landing(warehouse.landing) as landing:
        landing.mark_withdrawn(withdrawal.changed, not withdrawal.is_withdrawn)


def _unknown(reports: list[Named], wanted: str) -> str:
    paths = sorted({report.source_path for report in reports})
    near = [path for path in paths if wanted and wanted in path] or get_close_matches(wanted, paths, n=3)
    message = (
        f"no report of the {len({report.report_id for report in reports})} landed ones goes by '{wanted}'"
    )
    return f"{message}; near to it: {', '.join(near[:10])}" if near else message
