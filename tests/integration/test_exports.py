"""The exported files hold what the marts hold, and say what it is."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pyarrow.dataset
import pytest

from fazhi.export import NULL_PARTITION, export_further, export_parquet
from fazhi.warehouse import Warehouse
from tests.conftest import Call

FIELD_TYPES = {"string", "number", "integer", "boolean", "date", "datetime", "array", "object"}


@pytest.fixture(scope="module")
def database(samples_warehouse: Warehouse) -> Any:
    with duckdb.connect(str(samples_warehouse.database), read_only=True) as connection:
        yield connection


def package(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return data


def mart_names(database: duckdb.DuckDBPyConnection) -> list[str]:
    sql = "select table_name from information_schema.tables where table_schema = 'marts' order by all"
    return [name for (name,) in database.execute(sql).fetchall()]


def test_every_mart_is_a_folder_with_the_same_rows(
    samples_warehouse: Warehouse, database: duckdb.DuckDBPyConnection
) -> None:
    folders = sorted(path.name for path in samples_warehouse.exports.iterdir() if path.is_dir())
    assert folders == mart_names(database)
    for mart in folders:
        columns = [row[0] for row in database.execute(f"describe marts.{mart}").fetchall()]
        names = ", ".join(f'"{name}"' for name in columns)
        pattern = f"{samples_warehouse.exports}/{mart}/**/*.parquet"
        exported = f"select {names} from read_parquet('{pattern}', hive_partitioning = true)"
        marts = f"select {names} from marts.{mart}"
        for left, right in ((exported, marts), (marts, exported)):
            assert database.execute(f"({left}) except all ({right}) limit 1").fetchall() == [], mart


def test_files_are_zstd_and_partitioned_by_year(
    samples_warehouse: Warehouse, database: duckdb.DuckDBPyConnection
) -> None:
    for path in samples_warehouse.exports.rglob("*.parquet"):
        codecs = database.execute(
            "select distinct compression from parquet_metadata(?)", [str(path)]
        ).fetchall()
        assert codecs in ([("ZSTD",)], []), path
    for mart in mart_names(database):
        columns = {row[0] for row in database.execute(f"describe marts.{mart}").fetchall()}
        entries = {path.name for path in (samples_warehouse.exports / mart).iterdir()}
        if "year" in columns:
            assert all(name.startswith("year=") for name in entries), mart
        else:
            assert entries == {"data.parquet"}


def test_rows_without_a_year_are_read_as_null_everywhere(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema marts; create table marts.fct_x (k varchar, year int)")
        connection.execute("insert into marts.fct_x values ('a', 2023), ('b', null)")
        connection.execute("create table marts.fct_none (k varchar, year int)")
        export_parquet(connection, tmp_path)
        assert (tmp_path / "fct_x" / f"year={NULL_PARTITION}").is_dir()
        rows = connection.execute(
            f"select k, year from read_parquet('{tmp_path}/fct_x/*/*.parquet') order by k"
        )
        assert rows.fetchall() == [("a", 2023), ("b", None)]
        empty = connection.execute(f"select k, year from read_parquet('{tmp_path}/fct_none/*/*.parquet')")
        assert empty.fetchall() == []
    assert pl.read_parquet(tmp_path / "fct_x" / "**" / "*.parquet", hive_partitioning=True).sort(
        "k"
    ).rows() == [
        ("a", 2023),
        ("b", None),
    ]
    table = pyarrow.dataset.dataset(tmp_path / "fct_x", partitioning="hive").to_table().sort_by("k")
    assert table.to_pydict() == {"k": ["a", "b"], "year": [2023, None]}


def test_files_are_the_same_every_time(
    database: duckdb.DuckDBPyConnection, samples_warehouse: Warehouse, tmp_path: Path
) -> None:
    export_parquet(database, tmp_path / "again")
    for path in sorted((tmp_path / "again").rglob("*")):
        if path.is_file():
            twin = samples_warehouse.exports / path.relative_to(tmp_path / "again")
            assert path.read_bytes() == twin.read_bytes(), path.name


def test_the_data_package_keeps_the_specification(samples_warehouse: Warehouse) -> None:
    """The rules of Data Package 2.0 and Table Schema 2.0 for what stands in ours."""
    descriptor = package(samples_warehouse.exports)
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    assert len(resources) == len(descriptor["resources"]) > 0
    for resource in resources.values():
        assert resource["type"] == "table"
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert paths
        for path in paths:
            assert not path.startswith(("/", "~")) and ".." not in path.split("/")
            assert (samples_warehouse.exports / path).is_file()
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert len(fields) == len(resource["schema"]["fields"])
        assert {field["type"] for field in fields.values()} <= FIELD_TYPES
        assert all(field.get("description") for field in fields.values()), resource["name"]
        assert set(resource["schema"].get("primaryKey", [])) <= set(fields)
        for reference in resource["schema"].get("foreignKeys", []):
            assert set(reference["fields"]) <= set(fields)
            target = resources[reference["reference"]["resource"] or resource["name"]]
            assert reference["reference"]["fields"] == target["schema"]["primaryKey"]
    assert {"report_key", "agency_key", "metric_code"} <= {
        reference["fields"][0] for reference in resources["fct_observation"]["schema"]["foreignKeys"]
    }


def test_keys_and_references_hold(samples_warehouse: Warehouse, database: duckdb.DuckDBPyConnection) -> None:
    for resource in package(samples_warehouse.exports)["resources"]:
        mart, schema = resource["name"], resource["schema"]
        for key in [schema.get("primaryKey"), *schema.get("uniqueKeys", [])]:
            if key:
                sql = f"select count(*) - count(distinct ({', '.join(key)})) from marts.{mart}"
                assert database.execute(sql).fetchone() == (0,), mart
        for reference in schema.get("foreignKeys", []):
            column = reference["fields"][0]
            target, key = reference["reference"]["resource"] or mart, reference["reference"]["fields"][0]
            sql = f"select {column} from marts.{mart} where {column} is not null and {column} not in (select {key} from marts.{target})"
            assert database.execute(sql).fetchall() == [], (mart, column)


def test_csv_xlsx_and_json_hold_the_same_rows(
    samples_warehouse: Warehouse, database: duckdb.DuckDBPyConnection, tmp_path: Path, fazhi: Call
) -> None:
    for form in ("csv", "xlsx", "json"):
        out = tmp_path / form
        result = fazhi(
            "export", "--format", form, "--out", out, "--json", "--warehouse", samples_warehouse.root
        )
        assert result.status == 0
        assert all(Path(path).is_file() for path in result.json["files"])
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "fazhi.xlsx", read_only=True)
    for mart in mart_names(database):
        counted = database.execute(f"select count(*) from marts.{mart}").fetchone()
        assert counted is not None
        with (tmp_path / "csv" / f"{mart}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) == counted[0] + 1
        assert len(json.loads((tmp_path / "json" / f"{mart}.json").read_text(encoding="utf-8"))) == counted[0]
        assert sum(1 for _ in book[mart[:31]].iter_rows()) == counted[0] + 1
    assert {resource["format"] for resource in package(tmp_path / "csv")["resources"]} == {"csv"}


def test_a_release_is_never_written_into(samples_warehouse: Warehouse, fazhi: Call) -> None:
    out = samples_warehouse.exports / "more"
    result = fazhi("export", "--out", out, "--warehouse", samples_warehouse.root)
    assert result.status == 2
    assert not out.exists()


def test_a_text_that_begins_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create schema marts; create table marts.fct_x (evidence varchar, units varchar[])"
        )
        connection.execute("insert into marts.fct_x values ('=1+1\x02', ['甲', '乙'])")
        export_further(connection, tmp_path, "xlsx")
        export_further(connection, tmp_path, "csv")
    sheet = openpyxl.load_workbook(tmp_path / "fazhi.xlsx")["fct_x"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", "甲、乙"]
    assert sheet["A2"].data_type == "s"
    assert '["甲","乙"]' in (tmp_path / "fct_x.csv").read_text(encoding="utf-8").replace('""', '"')
