"""The published marts as files: Parquet in every release, and CSV, XLSX or JSON on demand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import duckdb

from fazhi.datapackage import describe, order_of, write_descriptor
from fazhi.fingerprint import quoted, tables
from fazhi.outcome import CouldNotRun
from fazhi.warehouse import remove

FORMATS = ("csv", "xlsx", "json")

# What Hive, Spark, DuckDB, polars and pyarrow all read as NULL.
NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__"

_EXCEL_ROWS = 1_048_575


def marts(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all marts, in order."""
    return [name for _, name in tables(connection, ("marts",))]


def export_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every mart to `folder`/<mart>/, partitioned by year where it has one, and datapackage.json.

    The partition column is in the folders' names only, as Hive does it: `year=2023/data.parquet`. A mart
    without rows keeps its columns in an empty file.
    """
    resources = []
    for mart in marts(connection):
        target = folder / mart
        order = order_of(connection, mart)
        names = [row[0] for row in connection.execute(f"describe {quoted('marts', mart)}").fetchall()]
        if "year" in names:
            paths = _partitions(connection, mart, target, order)
        else:
            target.mkdir(parents=True)
            _copy(
                connection, f"select * from {quoted('marts', mart)} order by {order}", target / "data.parquet"
            )
            paths = [target / "data.parquet"]
        resources.append(
            describe(connection, mart, [path.relative_to(folder).as_posix() for path in paths], "parquet")
        )
    write_descriptor(folder, resources)


def _partitions(connection: duckdb.DuckDBPyConnection, mart: str, target: Path, order: str) -> list[Path]:
    years = connection.execute(f"select distinct year from {quoted('marts', mart)} order by 1").fetchall()
    paths: list[Path] = []
    for (year,) in years or [(None,)]:
        folder = target / f"year={NULL_PARTITION if year is None else year}"
        folder.mkdir(parents=True)
        condition = "year is null" if year is None else f"year = {int(year)}"
        query = f"select * exclude (year) from {quoted('marts', mart)} where {condition} order by {order}"
        _copy(connection, query, folder / "data.parquet")
        paths.append(folder / "data.parquet")
    return paths


def _copy(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    path: Path,
    options: str = "format parquet, compression zstd",
) -> None:
    name = str(path).replace("'", "''")
    connection.execute(f"copy ({query}) to '{name}' ({options})")


def export_further(connection: duckdb.DuckDBPyConnection, folder: Path, form: str) -> list[Path]:
    """Write all marts to `folder` as `form` (csv, xlsx or json); files of other names stay.

    csv and json: one file a mart; csv with its datapackage.json; xlsx: one workbook, one sheet a mart.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        path = folder / "fazhi.xlsx"
        _put(path, lambda temporary: _write_workbook(connection, temporary))
        return [path]
    options = "format csv, header true" if form == "csv" else "format json, array true"
    paths: list[Path] = []
    for mart in marts(connection):
        columns = _flat_columns(connection, mart) if form == "csv" else "*"
        query = f"select {columns} from {quoted('marts', mart)} order by {order_of(connection, mart)}"
        path = folder / f"{mart}.{form}"
        _put(path, lambda temporary, query=query: _copy(connection, query, temporary, options))  # type: ignore[misc]
        paths.append(path)
    if form == "csv":
        write_descriptor(folder, [describe(connection, path.stem, [path.name], "csv") for path in paths])
        paths.append(folder / "datapackage.json")
    return paths


def _flat_columns(connection: duckdb.DuckDBPyConnection, mart: str) -> str:
    """A select list for CSV: lists become JSON, which is what the data package says of them."""
    columns = connection.execute(f"describe {quoted('marts', mart)}").fetchall()
    names = ((quoted(row[0]), str(row[1])) for row in columns)
    return ", ".join(f"to_json({name}) as {name}" if type_.endswith("[]") else name for name, type_ in names)


def _put(path: Path, write: Callable[[Path], None]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        os.replace(temporary, path)
    finally:
        remove(temporary)


def _write_workbook(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    for mart in marts(connection):
        count = connection.execute(f"select count(*) from {quoted('marts', mart)}").fetchone()
        if count is not None and count[0] > _EXCEL_ROWS:
            raise CouldNotRun(
                f"{mart} has {count[0]} rows, more than a sheet of Excel holds; use --format csv"
            )
        sheet = book.create_sheet(mart[:31])
        rows = connection.execute(
            f"select * from {quoted('marts', mart)} order by {order_of(connection, mart)}"
        )
        sheet.append([column[0] for column in rows.description])
        while batch := rows.fetchmany(10_000):
            for row in batch:
                cells = []
                for value in row:
                    if isinstance(value, list):
                        value = "、".join(str(part) for part in value)
                    if isinstance(value, str):
                        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767])
                        cell.data_type = "s"  # a text that starts with = is no formula
                        cells.append(cell)
                    else:
                        cells.append(value)
                sheet.append(cells)
    book.save(path)
