"""README.md says the truth: its queries run on the published samples and give the answers printed under them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
# A query, and the table that follows it.
ANSWERED = re.compile(r"```sql\n([^`]*)```\n\n((?:\|.*\n)+)")


def cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def table(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The answer as a Markdown table."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    rows = [names, ["---"] * len(names), *([cell(value) for value in row] for row in cursor.fetchall())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def test_every_query_has_its_answer() -> None:
    assert README.count("```sql\n") == len(ANSWERED.findall(README)) >= 6


@pytest.mark.parametrize(("sql", "printed"), ANSWERED.findall(README))
def test_the_answer_is_what_the_query_gives(
    samples_database: duckdb.DuckDBPyConnection, sql: str, printed: str
) -> None:
    assert table(samples_database, sql) == printed


def test_the_files_that_it_names_are_there() -> None:
    named = set(re.findall(r"`((?:analyses|seeds|ingest|models|samples|tests)/[\w./-]*)`", README))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
