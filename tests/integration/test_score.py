"""The same figures as the reference scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from fazhi.outcome import UsageProblem
from fazhi.score import read_gold, score
from fazhi.warehouse import Warehouse
from tests.conftest import ROOT, Call

GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"

OBSERVATIONS = [
    # metric, value, unit, year, kind, comparator, scope, evidence, value_start, value_end
    ("cases_total", 10, "count", 2023, "actual", "eq", "unknown", "案件10件", 2, 4),
    ("cases_total", 10, "count", 2023, "actual", "eq", "system", "共10件", 12, 14),
    ("litigations", 0, "count", 2022, "actual", "eq", "own", "未发生诉讼", 20, 23),
    ("fines_amount", 1230000, "CNY", 2023, "actual", "gt", "own", "罚款123万元", 32, 35),
    ("cases_filed", 7, "count", None, "target", "ge", "own", "立案7件", 42, 43),
    (None, 5, "count", 2023, "actual", "eq", "own", "5个科室", 50, 51),
]


def line(metric: str | None, value: float, evidence: str, start: int, **other: object) -> dict[str, object]:
    base = {"unit": "count", "year": 2023, "kind": "actual", "cmp": "eq", "scope": "own", "optional": False}
    return {
        "doc": "a.txt",
        "metric": metric,
        "value": value,
        "evidence": evidence,
        "start": start,
        **base,
        **other,
    }


FACTS = [
    line("cases_total", 10, "案件10件", 0),
    line("cases_total", 10, "共10件", 11, optional=True),
    line("litigations", 0, "未发生诉讼", 20),
    line("fines_amount", 1230000.0000001, "罚款123万元", 30, unit="CNY", scope="system", cmp="eq"),
    line("reconsiderations", 3, "复议3件", 60),
    line("inspections_total", 9, "检查9次", 70, optional=True),
    line(None, 5, "5个科室", 50),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "fazhi.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create schema marts; create table marts.dim_report (report_key int, source_path varchar, is_current bool)"
        )
        connection.execute(
            "insert into marts.dim_report values (1, 'x/a.txt', true), (2, 'a.txt', false), (3, 'b.txt', true)"
        )
        connection.execute(
            "create table marts.fct_observation (report_key int, observation_key int, metric_code varchar, value decimal(28, 8),"
            " unit varchar, year int, kind varchar, comparator varchar, scope varchar, evidence varchar, value_start int, value_end int,"
            " rule_id varchar)"
        )
        for key in (1, 2):
            for number, row in enumerate(OBSERVATIONS):
                connection.execute(
                    f"insert into marts.fct_observation values ({key}, {number}{', ?' * 10}, 'rule_{number}')",
                    list(row),
                )
    return path


def write(path: Path, lines: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), encoding="utf-8")
    return path


def test_the_figures_of_a_small_warehouse(small: Path, tmp_path: Path) -> None:
    facts = write(tmp_path / "facts.jsonl", FACTS)
    metrics = {
        "cases_total",
        "litigations",
        "fines_amount",
        "cases_filed",
        "reconsiderations",
        "inspections_total",
    }
    with duckdb.connect(str(small), read_only=True) as connection:
        result = score(connection, metrics, facts, facts, ["a.txt", "b.txt"])
    figures = result.figures()
    assert (result.reports, result.right, result.wrong, result.missed) == (2, 3, 1, 1)
    assert figures["precision"] == figures["recall"] == figures["f1"] == 0.75
    assert figures["year_accuracy"] == pytest.approx(2 / 3)
    assert figures["scope_accuracy"] == pytest.approx(2 / 3)
    assert figures["comparator_accuracy"] == pytest.approx(2 / 3)
    assert figures["unit_accuracy"] == 1
    assert figures["quantity_recall"] == pytest.approx(5 / 6)
    assert figures["quantity_precision"] == pytest.approx(5 / 6)
    assert result.rules == {"rule_0", "rule_1", "rule_2", "rule_3"}
    assert {error[0] for error in result.errors} == {"MISSED", "WRONG", "QUANTITY MISSED", "NOT A QUANTITY"}


def test_a_line_that_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a", "metric": null, "value": 1, "kind": "actual"}\n\n{"doc": "a"}\n')
    with pytest.raises(UsageProblem, match="line 3"):
        read_gold(path)


@pytest.mark.skipif(not SHARED.exists(), reason="the reference scorer is not here")
def test_the_reference_scorer_prints_the_same(samples_warehouse: Warehouse, fazhi: Call) -> None:
    gold = {"facts": "samples.jsonl", "quantities": "samples_quantities.jsonl", "docs": "samples_docs.txt"}
    paths = {name: GOLD / file for name, file in gold.items()}
    optional = ["--quantities", paths["quantities"], "--docs", paths["docs"], "--errors"]
    mine = fazhi("score", paths["facts"], *optional, "--warehouse", samples_warehouse.root)
    assert mine.status == 0
    reference = subprocess.run(
        [
            sys.executable, SHARED / "tools" / "score.py", "--db", samples_warehouse.database,
            "--facts", paths["facts"], *optional,
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert mine.out.splitlines()[-1] == reference.stdout.splitlines()[-1]
    assert sorted(mine.out.splitlines()) == sorted(reference.stdout.splitlines())


def test_json_holds_the_figures_and_the_errors(samples_warehouse: Warehouse, fazhi: Call) -> None:
    words = ["score", GOLD / "samples.jsonl", "--errors", "--json", "--warehouse", samples_warehouse.root]
    result = fazhi(*words)
    assert result.json["status"] == 0
    assert 0 < result.json["f1"] <= 1
    assert isinstance(result.json["errors"], list)
