"""Hashes of what a database holds, the same whatever the order of its rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import duckdb

PUBLISHED_SCHEMAS = ("marts", "quality")

# An alias that is no column's name, or the column would be hashed instead of the row.
_ROW = "whole_row_"


@dataclass(frozen=True, slots=True)
class TablePrint:
    """Rows and hash (16 hex characters) of one table."""

    rows: int
    hash: str


def quoted(*names: str) -> str:
    """An SQL name, each part in double quotes."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def tables(
    connection: duckdb.DuckDBPyConnection, schemas: tuple[str, ...] = PUBLISHED_SCHEMAS
) -> list[tuple[str, str]]:
    """(schema, table or view) of the connection's own database, in the order of names."""
    rows = connection.execute(
        "select table_schema, table_name from information_schema.tables"
        " where table_catalog = current_database() and list_contains(?, table_schema) order by all",
        [list(schemas)],
    ).fetchall()
    return [(str(schema), str(name)) for schema, name in rows]


def table_prints(connection: duckdb.DuckDBPyConnection) -> dict[str, TablePrint]:
    """The prints of all published tables, by `schema.table`. A change of columns is a change too."""
    prints: dict[str, TablePrint] = {}
    for schema, name in tables(connection):
        columns = connection.execute(
            "select column_name, data_type from information_schema.columns"
            " where table_catalog = current_database() and table_schema = ? and table_name = ?"
            " order by ordinal_position",
            [schema, name],
        ).fetchall()
        row = connection.execute(
            f"select count(*), bit_xor(hash({_ROW})), sum(hash({_ROW})) from {quoted(schema, name)} as {_ROW}"
        ).fetchone()
        assert row is not None
        digest = hashlib.sha256(repr((columns, row)).encode()).hexdigest()
        prints[f"{schema}.{name}"] = TablePrint(int(row[0]), digest[:16])
    return prints


def content_hash(prints: dict[str, TablePrint]) -> str:
    """One hash (32 hex characters) over the prints of all tables."""
    text = "\n".join(f"{name} {print_.rows} {print_.hash}" for name, print_ in sorted(prints.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def broken_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Views that cannot be read with this file alone, each as `schema.view: reason`."""
    views = connection.execute(
        "select schema_name, view_name from duckdb_views()"
        " where database_name = current_database() and not internal order by all"
    ).fetchall()
    broken: list[str] = []
    for schema, name in views:
        try:
            connection.execute(f"select * from {quoted(schema, name)} limit 0")
        except duckdb.Error as error:
            broken.append(f"{schema}.{name}: {str(error).splitlines()[0]}")
    return broken
