"""Warehouses of the labelled sets, and of the reports that lie beside the project, where they are there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fazhi.warehouse import Warehouse
from tests.conftest import ROOT, finish, once, start_fazhi

SHARED = ROOT.parent / "shared"


def open_published(warehouse: Warehouse) -> duckdb.DuckDBPyConnection:
    """The published database as an analyst opens it."""
    return duckdb.connect(str(warehouse.database), read_only=True)


@dataclass(frozen=True)
class LabelledScores:
    """What `fazhi score` says of every labelled set, and the folder that it read them into."""

    folder: Path
    data: dict[str, Any]


@pytest.fixture(scope="session")
def samples_database(samples_warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published samples, read-only."""
    with open_published(samples_warehouse) as connection:
        yield connection


@pytest.fixture(scope="session")
def reports_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The real reports that lie beside the project, only to be read."""
    reports = SHARED / "reports"
    if not reports.is_dir():
        pytest.skip("no reports beside the project")
    with once(tmp_path_factory, "reports") as base:
        warehouse = Warehouse(base / "warehouse of reports")
        if not warehouse.current.is_symlink():
            result = finish(start_fazhi("run", reports, "--warehouse", warehouse.root, "--json"))
            assert result.status == 0, result.err
    return warehouse


@pytest.fixture(scope="session")
def labelled_scores(samples_warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> LabelledScores:
    """`fazhi score`, once; the samples are there already."""
    with once(tmp_path_factory, "labelled") as base:
        folder, said = base / "labelled sets", base / "labelled.json"
        if not said.exists():
            shutil.copytree(samples_warehouse.root, folder / "samples", symlinks=True)
            result = finish(start_fazhi("score", "--errors", "--json", "--warehouse", folder))
            assert result.status == 0, result.err
            said.write_text(result.out, encoding="utf-8")
        return LabelledScores(folder, json.loads(said.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def passages_warehouse(labelled_scores: LabelledScores) -> Warehouse:
    """All labelled passages, only to be read."""
    return Warehouse(labelled_scores.folder / "others")
