"""Corrections by people: whether their files can be used, and which no longer find what they expect."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import duckdb

from fazhi.outcome import Refused
from fazhi.project import Project
from fazhi.warehouse import Warehouse, candidate_database

_CORRECTED = (
    *("corrected_metric_code", "corrected_value", "corrected_year"),
    *("corrected_kind", "corrected_scope", "corrected_coverage"),
)
COLUMNS = [
    *("report_id", "action", "evidence", "raw", "expected_metric_code", "expected_value"),
    *_CORRECTED,
    *("corrected_by", "corrected_on", "reason"),
]
HOLDS_TEST = "assert_corrections_still_find_what_they_expect"

_ALWAYS = ("report_id", "evidence", "corrected_by", "corrected_on", "reason")
_NEEDED = {
    "correct": ("expected_value",),
    "drop": ("expected_metric_code", "expected_value"),
    "add": ("raw", "corrected_metric_code", "corrected_value"),
}
_EMPTY = {
    "correct": (),
    "drop": _CORRECTED,
    "add": ("expected_metric_code", "expected_value"),
}
_KNOWN = {
    "corrected_kind": ("actual", "target"),
    "corrected_scope": ("system", "own", "unknown"),
    "corrected_coverage": ("whole", "period", "partial"),
}
_FAULTS = {
    "no_report": "no report of this id is in the warehouse",
    "evidence_gone": "its evidence no longer stands in the report",
    "number_unclear": "its raw does not stand in the evidence exactly once",
    "not_expected": "what it expects does not stand there",
    "ambiguous": "it means more than one place; give more of the words around the number, or its raw",
    "unmapped_there": "the number is there, without a metric; correct it, with expected_metric_code empty",
    "already_there": "what it gives stands there already; it may no longer be needed",
    "twice": "another correction is about the same fact",
}
_STALE = f"""
select c.source_file, c.action, c.report_id, r.source_path, c.evidence,
    c.expected_metric_code, c.expected_value, c.status, c.stands_now, c.corrected_by, c.corrected_on, c.reason
from intermediate.int_corrections as c left join staging.stg_raw__document as r using (report_key)
where c.is_current and c.status in ({", ".join(f"'{status}'" for status in _FAULTS)})
    and not (c.status = 'no_report' and c.source_file = 'seeds/corrections.csv')
order by r.source_path, c.evidence, c.correction_key
"""


def check_files(project: Project, warehouse: Warehouse) -> None:
    """Raise Refused where a row of the project's or the warehouse's corrections cannot be used."""
    faults = [
        fault
        for path in (project.corrections_csv, warehouse.corrections)
        for fault in _faults(path, _metrics(project))
    ]
    if faults:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise Refused(f"corrections that cannot be used; nothing was built:\n{lines}", corrections=faults)


def file_hash(warehouse: Warehouse) -> str:
    """16 hex characters over the warehouse's own corrections; empty where it has none."""
    try:
        return hashlib.sha256(warehouse.corrections.read_bytes()).hexdigest()[:16]
    except FileNotFoundError:
        return ""


def stale(warehouse: Warehouse) -> list[dict[str, Any]]:
    """The corrections of a candidate that do not find what they expect, with `fault` and `stands_now`."""
    with duckdb.connect(str(candidate_database(warehouse.candidate)), read_only=True) as connection:
        cursor = connection.execute(_STALE)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{**row, "fault": _FAULTS[row["status"]]} for row in rows]


def sentence(row: dict[str, Any]) -> str:
    """A stale correction in words: which, of which report, what it expects and what stands there now."""
    expected = ""
    if row["expected_value"] is not None:
        expected = (
            f"; expected {row['expected_metric_code'] or 'no metric'} {row['expected_value'].normalize():f}"
        )
    now = f", stands now: {row['stands_now'] or 'no number'}"
    report = f"{row['source_path'] or 'no file'} (report_id {row['report_id']})"
    return (
        f"{report}, “{row['evidence']}”: {row['fault']}"
        f"{expected}{now}. {row['action']} by {row['corrected_by']} of {row['corrected_on']} in"
        f" {row['source_file']}: {row['reason']}"
    )


def _metrics(project: Project) -> set[str]:
    with project.metrics_csv.open(encoding="utf-8", newline="") as file:
        return {row["metric_code"] for row in csv.DictReader(file)}


def _faults(path: Path, metrics: set[str]) -> Iterator[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return
    except UnicodeDecodeError as error:
        yield f"{path} is not in UTF-8 (byte {error.start}); save it as CSV UTF-8"
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != COLUMNS:
            yield f"{path}: the first line must be {','.join(COLUMNS)}"
            return
        for cells in reader:
            if cells:
                where = f"{path}, line {reader.line_num}"
                if len(cells) != len(COLUMNS):
                    yield f"{where}: {len(cells)} fields instead of {len(COLUMNS)}"
                else:
                    yield from (
                        f"{where}: {fault}"
                        for fault in _row_faults(dict(zip(COLUMNS, cells, strict=True)), metrics)
                    )
    except csv.Error as error:
        yield f"{path}, line {reader.line_num}: {error}"


def _row_faults(row: dict[str, str], metrics: set[str]) -> Iterator[str]:
    action = row["action"] or "correct"
    if action not in _NEEDED:
        yield f"action is {action}, not correct, drop or add"
        return
    missing = [name for name in (*_ALWAYS, *_NEEDED[action]) if not row[name].strip()]
    if missing:
        yield f"to {action} needs {', '.join(missing)}"
    superfluous = [name for name in _EMPTY[action] if row[name]]
    if superfluous:
        yield f"to {action} leaves {', '.join(superfluous)} empty"
    if action == "correct" and not any(row[name] for name in _CORRECTED):
        yield f"to correct needs one of {', '.join(_CORRECTED)}"
    for name in ("expected_metric_code", "corrected_metric_code"):
        if row[name] and row[name] not in metrics:
            yield f"{name} {row[name]} is no metric"
    for name in ("expected_value", "corrected_value"):
        if row[name] and not _is_decimal(row[name]):
            yield f"{name} {row[name]} is no number of at most 20 digits and 8 decimals"
    if row["corrected_year"] and not (row["corrected_year"].isascii() and row["corrected_year"].isdigit()):
        yield f"corrected_year {row['corrected_year']} is no year"
    if row["corrected_on"] and not _is_date(row["corrected_on"]):
        yield f"corrected_on {row['corrected_on']} is no date; write it as 2026-01-31"
    for name, known in _KNOWN.items():
        if row[name] and row[name] not in known:
            yield f"{name} {row[name]} is none of {', '.join(known)}"


def _is_decimal(text: str) -> bool:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return False
    return value.is_finite() and value == round(value, 8) and abs(value) < Decimal(10) ** 20


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
