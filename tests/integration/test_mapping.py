"""A change of the rules maps everything that is landed anew, and reads nothing again."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from fazhi.warehouse import Warehouse
from tests.conftest import ROOT
from tests.integration.landing_kit import state

PARTS = ("fazhi", "ingest", "macros", "models", "seeds", "analyses", "dbt_project.yml", "profiles.yml")
MAPPED = "select quantity_key, metric_code, rule_id from marts.fct_observation where rule_id is not null order by all"


def copy_project(folder: Path) -> Path:
    """A project of its own, whose rules a test may change."""
    folder.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
    return folder


def rename_rules(project: Path) -> None:
    """Every rule gets another id: whatever is not mapped anew keeps the old one."""
    path = project / "seeds" / "metric_rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "rule_id": f"{row['rule_id']}_renamed"} for row in rows)
    (project / "models" / "intermediate" / "_rule_tests.yml").unlink()  # it expects the rules by their names


def mapped(warehouse: Warehouse) -> list[tuple[str, str, str]]:
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        return connection.execute(MAPPED).fetchall()


def test_changed_rules_map_everything_anew_without_reading(warehouse: Warehouse, tmp_path: Path) -> None:
    before, landing = mapped(warehouse), state(warehouse.root)
    project = copy_project(tmp_path / "project")
    rename_rules(project)
    said = subprocess.run(
        [sys.executable, "-m", "fazhi", "build", "--warehouse", warehouse.root, "--json"],
        cwd=project, env={**os.environ, "PYTHONPATH": str(project)}, capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["published"] is True
    assert mapped(warehouse) == [(key, metric, f"{rule}_renamed") for key, metric, rule in before]
    assert state(warehouse.root) == landing
