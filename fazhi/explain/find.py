"""Which report is meant: by path, file name, file, report_id, report_key title, or how one begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

import duckdb

from fazhi.outcome import UsageProblem
from ingest.readers import ReadError, is_readable_format, read_bytes

_SHOWN = 10
_MAX_BYTES = 50_000_000

_REPORTS = """
select report_key, report_id, source_path, title, content_sha256, is_current
from marts.dim_report order by source_path, report_key
"""
_REJECTED = "select source_path, message from quality.rejected_document order by all"


@dataclass(frozen=True, slots=True)
class Named:
    """A version of a report and what it goes by."""

    report_key: str
    report_id: str
    source_path: str
    title: str | None
    text_hash: str
    is_current: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All that it goes by. A version that is not current goes by its own key only."""
        if not self.is_current:
            return (self.report_key,)
        path = PurePosixPath(self.source_path)
        names = (self.source_path, path.name, path.stem, self.report_id, self.report_key, self.title or "")
        return tuple(name for name in names if name)


def find_report(connection: duckdb.DuckDBPyConnection, wanted: str) -> str:
    """The report_key of the version that `wanted` names: the current one, or another by its own key.

    An exact name goes before the file of that path, and both before the beginning of a name. Raises
    UsageProblem where nothing or more than one report is meant; the message lists what may be.
    """
    reports = [Named(*row) for row in connection.execute(_REPORTS).fetchall()]
    found = choose(reports, wanted)
    if found is None:
        raise UsageProblem(_unknown(connection, reports, wanted.strip()))
    return found.report_key


def choose(reports: list[Named], wanted: str) -> Named | None:
    """The one of these that `wanted` names; None where none does. Raises UsageProblem for more than one."""
    wanted = wanted.strip()
    exact = _matching(reports, lambda name: name == wanted)
    if len(exact) == 1:
        return exact[0]
    by_file = _by_file(exact or reports, wanted)
    if len(by_file) == 1:
        return by_file[0]
    candidates = exact or by_file
    if not candidates and wanted:
        candidates = _matching(reports, lambda name: name.startswith(wanted))
        if len(candidates) == 1:
            return candidates[0]
    if candidates:
        raise UsageProblem(
            f"{len(candidates)} reports go by '{wanted}'; name one by its path or key:\n" + listed(candidates)
        )
    return None


def _matching(reports: list[Named], is_meant: Callable[[str], bool]) -> list[Named]:
    return [report for report in reports if any(is_meant(name) for name in report.names)]


def _by_file(reports: list[Named], wanted: str) -> list[Named]:
    """The reports with the text of the file `wanted`, else those whose path its path ends with."""
    path = Path(wanted)
    try:
        if not path.is_file():
            return []
        absolute = path.resolve()
        data = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else b""
        digest = read_bytes(data, path.suffix, path.name).text_hash if is_readable_format(path.suffix) else ""
    except (OSError, ValueError, ReadError):
        return []
    current = [report for report in reports if report.is_current]
    same_text = [report for report in current if report.text_hash == digest]
    if same_text:
        return same_text
    tails = [report for report in current if absolute.as_posix().endswith("/" + report.source_path)]
    longest = max((len(report.source_path) for report in tails), default=0)
    return [report for report in tails if len(report.source_path) == longest]


def listed(reports: list[Named]) -> str:
    lines = [
        f"  {report.source_path}  {report.report_key}  {report.title or ''}" for report in reports[:_SHOWN]
    ]
    if len(reports) > _SHOWN:
        lines.append(f"  ... and {len(reports) - _SHOWN} more")
    return "\n".join(line.rstrip() for line in lines)


def _unknown(connection: duckdb.DuckDBPyConnection, reports: list[Named], wanted: str) -> str:
    for source_path, message in connection.execute(_REJECTED).fetchall():
        if wanted in (source_path, PurePosixPath(source_path).name):
            return f"{wanted} was rejected and is not in the warehouse: {message}"
    current = [report for report in reports if report.is_current]
    holding = [report for report in current if wanted and any(wanted in name for name in report.names)]
    by_path = {report.source_path: report for report in current}
    near = holding or [by_path[path] for path in get_close_matches(wanted, by_path, n=3)]
    message = f"no report of the {len(current)} published ones goes by '{wanted}'"
    return f"{message}; near to it:\n{listed(near)}" if near else message
