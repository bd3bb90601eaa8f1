"""`fazhi review` over the samples: what no rule maps, and nothing else."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from fazhi.review import review
from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES, Call


@pytest.fixture
def labels(fazhi: Call, samples_warehouse: Warehouse) -> dict[str, Any]:
    return fazhi("review", "--limit", "1000", "--json", "--warehouse", samples_warehouse.root).json


def test_it_counts_every_observation_without_a_metric(
    labels: dict[str, Any], samples_database: duckdb.DuckDBPyConnection
) -> None:
    ((unmapped,),) = samples_database.execute(
        "select count(*) from marts.fct_observation join marts.dim_report using (report_key)"
        " where metric_code is null and is_current and selection_reason <> 'part_beside_total'"
    ).fetchall()
    counts = [label["observations"] for label in labels["labels"]]
    assert sum(counts) == labels["unmapped_observations"] == unmapped > 0
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == labels["unmapped_labels"]


def test_examples_are_sentences_of_their_reports(labels: dict[str, Any]) -> None:
    for label in labels["labels"]:
        assert 1 <= len(label["examples"]) <= 3
        for example in label["examples"]:
            text = (SAMPLES / example["source_path"]).read_text(encoding="utf-8-sig")
            sentence, raw, at = example["sentence"], example["raw"], example["at"]
            assert sentence[at : at + len(raw)] == raw
            assert text[example["value_start"] :].startswith(raw)
            assert raw in text.split("\n")[example["line"] - 1]
            assert sentence in text


def test_examples_come_from_different_reports_where_there_are(labels: dict[str, Any]) -> None:
    for label in labels["labels"]:
        reports = {example["report_key"] for example in label["examples"]}
        assert len(reports) == min(label["reports"], len(label["examples"]))


def test_the_nearest_metrics_are_of_the_unit(
    labels: dict[str, Any], samples_database: duckdb.DuckDBPyConnection
) -> None:
    units = dict(samples_database.execute("select metric_code, unit from marts.dim_metric").fetchall())
    near = [(label, match) for label in labels["labels"] for match in label["nearest"]]
    assert near
    for label, match in near:
        assert units[match["metric_code"]] in label["units"] or "change" in label["kinds"]
        assert match["source"] in {"name", "example", "mapped"}
        assert 0.3 <= match["score"] <= 1
        assert (match["rule_id"] is None) == (match["source"] == "name")


def test_the_terminal_shows_label_example_and_what_is_near(fazhi: Call, samples_warehouse: Warehouse) -> None:
    shown = fazhi("review", "--limit", "60", "--warehouse", samples_warehouse.root)
    assert shown.status == 0
    assert "重大执法决定法制审核覆盖率: 2 observations in 2 reports; unit ratio 2; counter -" in shown.out
    assert "huzhou-transport-2023-report.txt, line 35: " in shown.out
    assert "重大执法决定法制审核覆盖率【100%】。" in shown.out
    assert " hotline_satisfaction 满意率 (mapped 满意率, hotline_satisfaction_1)" in shown.out
    assert shown.out.count("\n\n") == 60


def test_a_limit_below_one_is_wrong_usage(fazhi: Call, samples_warehouse: Warehouse) -> None:
    assert fazhi("review", "--limit", "0", "--warehouse", samples_warehouse.root).status == 2


def test_a_warehouse_where_all_is_mapped_has_nothing_to_review() -> None:
    with duckdb.connect() as connection:
        for schema in ("marts", "staging", "reference"):
            connection.execute(f"create schema {schema}")
        for table in (
            "marts.fct_observation (report_key text, observation_key text, metric_code text, label text, counter text,"
            " unit text, kind text, value decimal(28, 8), raw text, value_start int, value_end int,"
            " rule_id text, selection_reason text)",
            "marts.dim_report (report_key text, source_path text, is_current bool, issuer_name text)",
            "marts.dim_agency (agency_name text)",
            "marts.dim_metric (metric_code text, name_zh text, unit text)",
            "staging.stg_raw__document (report_key text, content_text text)",
            "staging.stg_raw__segment (report_key text, char_start int, char_end int, text text)",
            "reference.admin_divisions (name text)",
            "reference.metric_rules (metric_code text, example text, rule_id text)",
        ):
            connection.execute(f"create table {table}")
        result = review(connection, 5)
    assert (result.labels, result.distinct, result.observations) == ([], 0, 0)
