"""Hashes that see every change of content and none of order."""

from __future__ import annotations

import duckdb
import pytest

from fazhi.fingerprint import broken_views, content_hash, table_prints

ROWS = ["(1, 'a', [1, 2], null)", "(2, null, null, 0.5)", "(2, null, null, 0.5)"]


def connect(
    rows: list[str], name: str = "t", columns: str = "t int, b varchar, c int[], d decimal(9, 6)"
) -> str:
    with duckdb.connect() as connection:
        connection.execute(f"create schema marts; create table marts.{name} ({columns})")
        if rows:
            connection.execute(f"insert into marts.{name} values {', '.join(rows)}")
        return content_hash(table_prints(connection))


def test_order_is_no_content() -> None:
    assert connect(ROWS) == connect(ROWS[::-1])


@pytest.mark.parametrize(
    "other",
    [
        connect(ROWS[:2]),
        connect([]),
        connect(["(1, 'a', [2, 1], null)", *ROWS[1:]]),
        connect(["(1, 'a', [1, 2], 0)", *ROWS[1:]]),
        connect(ROWS, name="u"),
        connect(ROWS, columns="t int, e varchar, c int[], d decimal(9, 6)"),
        connect(ROWS, columns="t bigint, b varchar, c int[], d decimal(9, 6)"),
    ],
)
def test_every_change_shows(other: str) -> None:
    assert connect(ROWS) != other


def test_a_view_that_needs_another_file_is_named() -> None:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as landing; create table landing.t as select 1 as a")
        connection.execute("create schema marts; create view marts.v as select * from landing.t")
        connection.execute("create view marts.w as select 1 as a")
        connection.execute("detach landing")
        assert [line.split(":")[0] for line in broken_views(connection)] == ["marts.v"]
