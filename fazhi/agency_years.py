"""What stands for an agency-year, against what was labelled to stand there and what must not."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

_STANDING = """
select r.source_path, f.year, f.scope, f.metric_code, cast(f.value as double)
from marts.fct_agency_year_metric as f
join marts.dim_report as r using (agency_key)
where r.is_current
"""


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """A labelled row: the document's agency has (`is_present`) or has not this value in year and scope."""

    doc: str
    year: int
    scope: str
    metric_code: str
    value: float
    is_present: bool

    def told(self) -> str:
        """The row in words."""
        verb = "stands not" if self.is_present else "stands"
        return f"{self.doc}: {self.metric_code} {self.value:g} ({self.scope}, {self.year}) {verb}"


def read_agency_years(path: Path) -> list[AgencyYear]:
    """The rows of a CSV: doc, year, scope, metric_code, value, expectation (present|absent)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            AgencyYear(
                row["doc"],
                int(row["year"]),
                row["scope"],
                row["metric_code"],
                float(row["value"]),
                row["expectation"] == "present",
            )
            for row in csv.DictReader(file)
        ]


def agency_years(connection: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[AgencyYear, bool]]:
    """Each labelled row with whether it holds. What is present as `own` may also stand under `unknown`."""
    standing = {
        (str(source).replace("\\", "/").rsplit("/", 1)[-1], *rest)
        for source, *rest in connection.execute(_STANDING).fetchall()
    }
    checked: list[tuple[AgencyYear, bool]] = []
    for row in read_agency_years(path):
        scopes = ("own", "unknown") if row.is_present and row.scope == "own" else (row.scope,)
        stands = any((row.doc, row.year, scope, row.metric_code, row.value) in standing for scope in scopes)
        checked.append((row, stands == row.is_present))
    return checked
