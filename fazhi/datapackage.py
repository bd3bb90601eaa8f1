"""datapackage.json: what the exported files hold, as a Frictionless Data Package (version 2)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from fazhi.fingerprint import quoted
from fazhi.warehouse import write_atomically

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"

# The grain of each mart, from the contract. A key that may hold a null is unique, but no primary key.
_PRIMARY_KEYS = {
    "dim_report": ["report_key"],
    "dim_agency": ["agency_key"],
    "dim_metric": ["metric_code"],
    "fct_observation": ["observation_key"],
    "fct_agency_year_metric": ["agency_key", "year", "scope", "metric_code"],
    "fct_enforcement_cases": ["agency_key", "year", "scope", "case_kind"],
    "fct_penalties": ["agency_key", "year", "scope", "penalty_kind"],
    "fct_hotline_tickets": ["agency_key", "year", "scope", "hotline"],
    "fct_target": ["observation_key"],
    "fct_target_year": ["observation_key", "year"],
    "agency_year": ["agency_key", "year", "scope"],
}
_UNIQUE_KEYS = {"fct_reporting_status": ["agency_key", "year", "metric_code"]}

# Columns that name a row of another mart, wherever they stand.
_REFERENCES = {
    "report_key": "dim_report",
    "agency_key": "dim_agency",
    "parent_agency_key": "dim_agency",
    "predecessor_agency_key": "dim_agency",
    "metric_code": "dim_metric",
    "observation_key": "fct_observation",
}

_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "FLOAT": "number",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "VARCHAR": "string",
}
_MEDIA_TYPES = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}


def order_of(connection: duckdb.DuckDBPyConnection, mart: str) -> str:
    """The ORDER BY list that makes a mart's file the same every time: its key, else all its columns."""
    key = _PRIMARY_KEYS.get(mart) or _UNIQUE_KEYS.get(mart)
    return ", ".join(quoted(column) for column in key) if key else "all"


def describe(connection: duckdb.DuckDBPyConnection, mart: str, paths: list[str], form: str) -> dict[str, Any]:
    """The resource of one mart: its files, columns with their comments, keys and references."""
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() where database_name ="
        " current_database() and schema_name = 'marts' and table_name = ? order by column_index",
        [mart],
    ).fetchall()
    comment = connection.execute(
        "select comment from duckdb_tables()"
        " where database_name = current_database() and schema_name = 'marts' and table_name = ?"
        " union all select comment from duckdb_views()"
        " where database_name = current_database() and schema_name = 'marts' and view_name = ?",
        [mart, mart],
    ).fetchone()
    names = [str(column[0]) for column in columns]
    schema: dict[str, Any] = {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [_field(str(name), str(type_), text) for name, type_, text in columns],
    }
    if mart in _PRIMARY_KEYS:
        schema["primaryKey"] = _PRIMARY_KEYS[mart]
    if mart in _UNIQUE_KEYS:
        schema["uniqueKeys"] = [_UNIQUE_KEYS[mart]]
    if references := [reference for name in names if (reference := _reference(mart, name))]:
        schema["foreignKeys"] = references
    resource: dict[str, Any] = {
        "$schema": _PROFILE.format("dataresource"),
        "name": mart,
        "type": "table",
        "path": paths if len(paths) > 1 else paths[0],
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "encoding": "utf-8",
        "schema": schema,
    }
    if comment and comment[0]:
        resource["description"] = comment[0]
    if form == "parquet" and "year" in names:
        resource["path"] = paths
        resource["partitionedBy"] = ["year"]  # in the folders' names, not in the files
    return resource


def write_descriptor(folder: Path, resources: list[dict[str, Any]]) -> None:
    """Write datapackage.json beside the files of `resources`."""
    package = {
        "$schema": _PROFILE.format("datapackage"),
        "name": "fazhi",
        "title": "法治: what agencies report about administrative law enforcement",
        "description": "Marts of a fazhi release. Every fact leads to the sentence that states it."
        " 各机构法治政府建设年度报告中的执法数据,每个数据均可追溯到原文。",
        "resources": resources,
    }
    write_atomically(folder / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1) + "\n")


def _field(name: str, type_: str, comment: str | None) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _type(type_)}
    if comment:
        field["description"] = comment
    return field


def _type(name: str) -> str:
    if name.endswith("[]"):
        return "array"
    if name.startswith("DECIMAL"):
        return "number"
    if name.startswith("STRUCT"):
        return "object"
    if name.endswith("INT") or name.endswith("INTEGER"):
        return "integer"
    return _TYPES.get(name, "any")


def _reference(mart: str, column: str) -> dict[str, Any] | None:
    """The foreign key that `column` is; None where it is none, or is the key of its own mart."""
    target = _REFERENCES.get("observation_key" if column.endswith("_observation_key") else column)
    if target is None or (target == mart and _PRIMARY_KEYS[mart] == [column]):
        return None
    return {
        "fields": [column],
        "reference": {"resource": "" if target == mart else target, "fields": _PRIMARY_KEYS[target]},
    }
