"""Facts added, changed and removed between two releases, and why. Both are read, nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from fazhi import diff_sql as sql
from fazhi.warehouse import candidate_database

Row = dict[str, Any]

CHANGES = ("added", "changed", "removed")
REASONS = {
    "new_report": "new report",
    "new_version": "new version",
    "withdrawn_report": "withdrawn report",
    "correction": "correction",
    "agency_change": "agency change",
    "new_reader": "new reader",
    "new_metadata": "what is known of the report changed",
    "new_rule": "new rule",
    "other": "other statements about the same",
}


@dataclass(frozen=True, slots=True)
class Diff:
    """Two releases against each other.

    `reports`: reports that are new, revised or withdrawn, with `change`. `facts`: rows of
    fct_agency_year_metric, `observations`: mapped rows of fct_observation in current reports; each with
    `change` (added, changed, removed), `reason` (a key of REASONS), and what it said in either release.
    """

    old: Row
    new: Row
    reports: list[Row]
    facts: list[Row]
    observations: list[Row]

    def data(self) -> dict[str, Any]:
        """All of it as plain data for --json."""
        names = ("id", "released_at", "reader_hash", "rules_hash")
        return {
            "old": {name: self.old.get(name) for name in names},
            "new": {name: self.new.get(name) for name in names},
            "reports": self.reports,
            "facts": {"counts": counts(self.facts), "rows": self.facts},
            "observations": {"counts": counts(self.observations), "rows": self.observations},
        }


def counts(rows: list[Row]) -> dict[str, dict[str, int]]:
    """How many rows of each change have which reason."""
    found: dict[str, dict[str, int]] = {change: {} for change in CHANGES}
    for row in rows:
        reasons = found[row["change"]]
        reasons[row["reason"]] = reasons.get(row["reason"], 0) + 1
    return found


def compare(old_folder: Path, new_folder: Path, old: Row, new: Row) -> Diff:
    """What the release in `new_folder` says otherwise than that in `old_folder`.

    `old` and `new` are their records.
    """
    with duckdb.connect() as connection:
        for name, folder in (("old", old_folder), ("new", new_folder)):
            path = str(candidate_database(folder)).replace("'", "''")
            connection.execute(f"attach '{path}' as {name} (read_only)")
        for side in ("old", "new"):
            connection.execute(sql.ROWS.format(side=side))
            connection.execute(sql.APPLIED[_has_corrections(connection, side)].format(side=side))
        connection.execute(sql.READ.format(columns=_read_columns(connection)))
        connection.execute(sql.DESCRIBED)
        connection.execute("create temp table pair (old_key varchar, new_key varchar)")
        for identity in sql.IDENTITIES:
            connection.execute(sql.PAIR.format(identity=identity))
        is_other_reader = old["reader_hash"] != new["reader_hash"]
        is_other_rules = old["rules_hash"] != new["rules_hash"]
        connection.execute(
            sql.OBSERVATIONS.format(
                differs=" or ".join(f"o.{name} is distinct from n.{name}" for name in sql.SAID),
                differs_but_agency=" or ".join(
                    f"o.{name} is distinct from n.{name}" for name in sql.SAID if name != "agency_key"
                ),
                is_other_reader=str(is_other_reader).lower(),
                is_other_rules=str(is_other_rules).lower(),
            )
        )
        connection.execute(sql.FACTS.format(is_other_rules=str(is_other_rules).lower()))
        return Diff(
            old,
            new,
            _rows(connection, sql.REPORTS),
            _rows(connection, "select * from fact_change order by all"),
            _rows(connection, "select * from observation_change order by all"),
        )


def _has_corrections(connection: duckdb.DuckDBPyConnection, side: str) -> bool:
    """Releases made before there were corrections have no table of them."""
    row = connection.execute(
        "select count(*) from duckdb_tables() where database_name = ? and table_name = 'int_corrections'",
        [side],
    ).fetchone()
    return row is not None and row[0] > 0


def _read_columns(connection: duckdb.DuckDBPyConnection) -> str:
    """The columns of what was read that both releases have, places in the list of segments aside."""
    rows = connection.execute(
        "select column_name from duckdb_columns() where table_name = 'stg_raw__quantity'"
        " and database_name in ('old', 'new')"
        " and column_name not in ('quantity_key', 'report_key', 'segment_no')"
        " group by all having count(distinct database_name) = 2 order by all"
    ).fetchall()
    return ", ".join(f'"{name}"' for (name,) in rows)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
