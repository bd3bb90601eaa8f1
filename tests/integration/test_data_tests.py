"""The data tests find what they are there for: each kind of fault, put into a copy of the release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from fazhi.warehouse import Warehouse


@pytest.fixture(scope="module")
def release(samples_warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the samples' release in memory, under the name that the tests' SQL has for it."""
    path = str(samples_warehouse.database.resolve()).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as fazhi")
        connection.execute(f"attach '{path}' as published (read_only)")
        connection.execute("copy from database published to fazhi")
        yield connection


def compiled_sql(warehouse: Warehouse, name: str) -> str:
    """The SQL of a data test as dbt compiled it for the warehouse."""
    (path,) = (warehouse.dbt_target / "compiled").rglob(f"{name}.sql")
    return Path(path).read_text(encoding="utf-8")


FAULTS = [
    ("fct_observation", "insert into fazhi.marts.fct_observation from fazhi.marts.fct_observation limit 1", "observation_key not unique"),
    ("fct_observation", "update fazhi.marts.fct_observation set kind = 'guess' where kind = 'change'", "kind unknown"),
    ("fct_observation", "delete from fazhi.marts.dim_metric where metric_code = 'cases_total'", "metric_code refers to nothing"),
    ("int_divisions", "update fazhi.intermediate.int_divisions set division_key = null", "division_key is null"),
    ("fct_document", "insert into fazhi.marts.fct_document from fazhi.marts.fct_document limit 1", "report_key"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "fault", "said"), FAULTS)
def test_a_fault_in_a_table_is_found(
    samples_warehouse: Warehouse, release: duckdb.DuckDBPyConnection, table: str, fault: str, said: str
) -> None:
    sql = compiled_sql(samples_warehouse, f"{table}_is_sound")
    assert release.execute(sql).fetchall() == []
    release.begin()
    try:
        release.execute(fault)
        found = {str(words) for words, _ in release.execute(sql).fetchall()}
    finally:
        release.rollback()
    assert [words for words in found if words.startswith(said)]
