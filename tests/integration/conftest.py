"""Warehouses of the reports and labelled passages that lie beside the project, where they are there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from fazhi.warehouse import Warehouse
from tests.conftest import ROOT, finish, start_fazhi

SHARED = ROOT.parent / "shared"


def open_published(warehouse: Warehouse) -> duckdb.DuckDBPyConnection:
    """The published database as an analyst opens it."""
    return duckdb.connect(str(warehouse.database), read_only=True)


def _built(reports: Path, folders: pytest.TempPathFactory) -> Warehouse:
    """A warehouse of its own for `reports`, once for all processes of the session; skips where they are not here."""
    if not reports.is_dir():
        pytest.skip(f"no {reports.parent.name}/{reports.name} beside the project")
    base = folders.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    warehouse = Warehouse(base / f"warehouse of {reports.name}")
    with (base / f"{reports.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not warehouse.current.is_symlink():
            result = finish(start_fazhi("run", reports, "--warehouse", warehouse.root, "--json"))
            assert result.status == 0, result.err
    return warehouse


@pytest.fixture(scope="session")
def samples_database(samples_warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published samples, read-only."""
    with open_published(samples_warehouse) as connection:
        yield connection


@pytest.fixture(scope="session")
def reports_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The real reports, only to be read."""
    return _built(SHARED / "reports", tmp_path_factory)


@pytest.fixture(scope="session")
def passages_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The labelled passages, only to be read."""
    return _built(SHARED / "gold" / "passages", tmp_path_factory)
