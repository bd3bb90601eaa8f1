"""Great Expectations over a profile of the candidate: fixed bounds, and drift against the last release."""

from __future__ import annotations

import csv
import importlib.resources
from dataclasses import dataclass, field
from typing import Any

import duckdb

from fazhi.audit_profile import ProfileRow, drift, profile, reports_differ
from fazhi.expectations import Expectations

Bound = dict[str, Any]
Check = dict[str, Any]

DRIFT_GRAINS = ("drift_observations", "drift_metric", "drift_facts")


@dataclass(slots=True)
class Audit:
    """The verdict on a candidate: passed, warned, accepted or refused, and what it rests on.

    A check: a profile row with its bound (id, lower, upper, severity, name_en, name_zh) and `is_met`.
    """

    verdict: str
    checks: list[Check]
    profile: list[ProfileRow]
    explained_by: list[str] = field(default_factory=list)
    accepted_reason: str | None = None

    @property
    def refusals(self) -> list[Check]:
        """The checks that are not met and weigh enough to refuse."""
        return [check for check in self.checks if not check["is_met"] and check["severity"] == "refuse"]

    @property
    def warnings(self) -> list[Check]:
        """The checks that are not met and only warn."""
        return [check for check in self.checks if not check["is_met"] and check["severity"] == "warn"]


def audit(
    connection: duckdb.DuckDBPyConnection,
    last: dict[str, Any] | None,
    hashes: dict[str, str],
    accept: str | None,
    expectations: Expectations,
) -> Audit:
    """Judge the candidate that `connection` has open.

    `last`: the record of the last release, which is attached as `last`; None before the first. `hashes`:
    reader_hash, rules_hash and corrections_hash of the candidate. `accept`: the reason to publish over a
    refused drift; it never publishes over a fixed bound.
    """
    rows = profile(connection)
    explained: list[str] = []
    moved: list[ProfileRow] = []
    reports_explain = False
    if last is not None:
        moved = drift(connection)
        explained = [
            name
            for name in ("reader", "rules", "corrections")
            if last.get(f"{name}_hash", "") != hashes.get(f"{name}_hash", "")
        ]
        reports_explain = reports_differ(connection)
    checks = _match(rows + moved, read_bounds())
    for check in checks:
        if check["grain"] in DRIFT_GRAINS and (
            explained or (reports_explain and check["grain"] == "drift_facts")
        ):
            check["severity"] = "warn"
    missed = expectations.missed([(check["value"], check["lower"], check["upper"]) for check in checks])
    for number, check in enumerate(checks):
        check["is_met"] = number not in missed
    result = Audit("passed", checks, rows + moved, [*explained, *(["reports"] if reports_explain else [])])
    result.verdict = _verdict(result, accept)
    if result.verdict == "accepted":
        result.accepted_reason = accept
    return result


def read_bounds() -> list[Bound]:
    """The bounds, from audit_bounds.csv; an open side is None."""
    text = importlib.resources.files("fazhi").joinpath("audit_bounds.csv").read_text(encoding="utf-8")
    bounds: list[Bound] = []
    for row in csv.DictReader(text.splitlines()):
        numbers = {name: float(row[name]) if row[name] else None for name in ("lower", "upper")}
        bounds.append({**row, **numbers, "from_base": int(row["from_base"])})
    return bounds


def _verdict(result: Audit, accept: str | None) -> str:
    refusals = result.refusals
    if any(check["grain"] not in DRIFT_GRAINS for check in refusals):
        return "refused"
    if refusals:
        return "accepted" if accept else "refused"
    return "warned" if result.warnings else "passed"


def _match(rows: list[ProfileRow], bounds: list[Bound]) -> list[Check]:
    """Every profile row with every bound that speaks of it. A missing table has 0 rows."""
    checks: list[Check] = []
    for bound in bounds:
        found = [row for row in rows if row["grain"] == bound["grain"] and row["measure"] == bound["measure"]]
        found = [row for row in found if _speaks_of(bound["subject"], row)]
        if not found and bound["grain"] == "table":
            found = [
                {
                    **{k: bound[k] for k in ("grain", "subject", "measure")},
                    "unit": "",
                    "value": 0.0,
                    "base": 0,
                }
            ]
        checks += [{**bound, **row} for row in found if row["base"] >= bound["from_base"]]
    return checks


def _speaks_of(subject: str, row: ProfileRow) -> bool:
    """`*`, a subject by name, `unit:count`, or `county unit:count` (of a metric at one level)."""
    if subject in ("*", row["subject"]):
        return True
    *level, unit = subject.split(" ")
    if unit != f"unit:{row['unit']}":
        return False
    return not level or str(row["subject"]).endswith(" " + level[0])
