"""What a candidate holds that the last release did not: counts for a summary."""

from __future__ import annotations

from typing import Any

import duckdb

from fazhi.fingerprint import TablePrint

_FACTS = """
select
    count(*) filter (l.agency_key is null) as added,
    count(*) filter (n.agency_key is null) as removed,
    count(*) filter (n.agency_key = l.agency_key and n.value is distinct from l.value) as changed
from marts.fct_agency_year_metric as n
full join last.marts.fct_agency_year_metric as l
    on n.agency_key = l.agency_key and n.year = l.year and n.scope = l.scope and n.metric_code = l.metric_code
"""


def changes_since(
    connection: duckdb.DuckDBPyConnection, prints: dict[str, TablePrint], last: dict[str, Any] | None
) -> dict[str, Any]:
    """Rows before and after of each table that changed, and agency-year facts added, removed and changed.

    `last` is the record of the release that is attached as `last`; None before the first release.
    """
    before = last["tables"] if last is not None else {}
    changed: dict[str, Any] = {"tables": {}}
    for name in sorted(set(prints) | set(before)):
        now = prints.get(name)
        then = before.get(name)
        if now is None or then is None or now.hash != then["hash"]:
            changed["tables"][name] = {
                "before": then["rows"] if then else None,
                "after": now.rows if now else None,
            }
    if last is not None:
        row = connection.execute(_FACTS).fetchone()
        assert row is not None
        changed["facts"] = dict(zip(("added", "removed", "changed"), row, strict=True))
    return changed
