"""What the same rules mapped before is taken over; other rules map everything anew. Neither reads anything again."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb

from fazhi import parsed
from fazhi.project import Project
from fazhi.warehouse import Warehouse, candidate_database
from tests.conftest import Call, copy_project
from tests.integration.history_kit import JINGMEN
from tests.integration.landing_kit import state

MAPPED = "select quantity_key, metric_code, rule_id from marts.fct_observation where rule_id is not null order by all"


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
    parsed.keep_word(parsed.find(Project(project), warehouse))  # unit tests of the rules have their own place
    said = subprocess.run(
        [sys.executable, "-m", "fazhi", "build", "--warehouse", warehouse.root, "--json"],
        cwd=project, env={**os.environ, "PYTHONPATH": str(project)}, capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["published"] is True
    assert mapped(warehouse) == [(key, metric, f"{rule}_renamed") for key, metric, rule in before]
    assert state(warehouse.root) == landing


def test_what_the_same_rules_mapped_is_taken_over(warehouse: Warehouse, tmp_path: Path, fazhi: Call) -> None:
    """The rules that the last release names are changed in its file alone: what is mapped anew names others."""
    release = candidate_database(warehouse.current.resolve())
    release.chmod(0o644)
    with duckdb.connect(str(release)) as connection:
        connection.execute("update intermediate.int_mapping set rule_id = rule_id || '_taken_over'")
    (tmp_path / "jingmen.txt").write_text(JINGMEN, encoding="utf-8")
    assert fazhi("run", tmp_path, "--warehouse", warehouse.root, "--json").json["published"] is True
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        rows = connection.execute(
            "select source_path = 'jingmen.txt', rule_id like '%taken_over', count(*) from marts.fct_observation"
            " join marts.dim_report using (report_key) where rule_id is not null group by all order by all"
        ).fetchall()
    assert {(is_new, is_old) for is_new, is_old, _ in rows} == {(False, True), (True, False)}
