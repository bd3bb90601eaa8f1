"""What agencies plan, do and admit, against what a careful reader lists (tests/gold/narrative)."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from fazhi.warehouse import Warehouse
from tests.conftest import ROOT
from tests.integration.conftest import open_published

GOLD = ROOT / "tests" / "gold" / "narrative"
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.97

# Each table as rows (source path, what the gold names); dates as text, lists joined by ';', nulls empty.
TABLES = {
    "plan_tasks": """
        select source_path, cast(task_no as varchar), fct_plan_task.title, coalesce(array_to_string(responsible_units, ';'), ''),
            coalesce(cast(due_date as varchar), '')
        from marts.fct_plan_task""",
    "initiatives": "select source_path, stage, initiative_code from marts.fct_initiative",
    "systems": """
        select source_path, system_name, event, coalesce(cast(event_date as varchar), '') from marts.fct_system""",
    "documents": """
        select source_path, document_title, coalesce(cast(event_date as varchar), '') from marts.fct_document""",
    "shortcomings": "select source_path, evidence, category_code from marts.fct_shortcoming",
}

Row = tuple[str, ...]


def read_gold(name: str) -> tuple[set[Row], set[Row]]:
    """What must be there, and what may be there (optional: careful readers differ)."""
    with (GOLD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    required: set[Row] = set()
    optional: set[Row] = set()
    for row in rows:
        is_optional = row.pop("optional", "") == "true"
        (optional if is_optional else required).add(tuple(row.values()))
    return required, optional


def read_table(connection: duckdb.DuckDBPyConnection, name: str) -> set[Row]:
    rows = connection.execute(f"{TABLES[name]} join marts.dim_report using (report_key)").fetchall()
    return {tuple(str(value) for value in row) for row in rows}


def shortened(rows: set[Row], openings: set[Row]) -> set[Row]:
    """Rows of shortcomings with the opening words that the gold gives in place of the whole passage."""
    short: set[Row] = set()
    for path, evidence, category in rows:
        known = [words for doc, words, _ in openings if doc == path and evidence.startswith(words)]
        short.add((path, known[0] if known else evidence, category))
    return short


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_samples_say_what_a_careful_reader_lists(
    samples_database: duckdb.DuckDBPyConnection, name: str
) -> None:
    required, optional = read_gold(name)
    found = read_table(samples_database, name)
    if name == "shortcomings":
        found = shortened(found, required | optional)
    samples = {path.name for path in (ROOT / "samples").glob("*.txt")}
    assert {row[0] for row in required | optional} <= samples
    wrong, missed = found - required - optional, required - found
    precision, recall = 1 - len(wrong) / len(found), 1 - len(missed) / len(required)
    told = [f"wrong: {row}" for row in sorted(wrong)] + [f"missed: {row}" for row in sorted(missed)]
    assert precision >= LEAST_PRECISION and recall >= LEAST_RECALL, "\n".join(told)


def test_targets_are_held_against_the_next_report(samples_database: duckdb.DuckDBPyConnection) -> None:
    judged = samples_database.execute(
        "select metric_code, cast(target_value as double), cast(last_actual_value as double), is_met"
        " from marts.fct_target join marts.dim_agency using (agency_key)"
        " where agency_name = '湖州市交通运输局' and last_actual_year = 2023 order by metric_code"
    ).fetchall()
    assert judged == [
        ("case_files_reviewed", 150.0, 162.0, True),
        ("hotline_ontime_rate", 0.995, 0.996, True),
        ("hotline_satisfaction", 0.98, 0.975, False),
        ("litigations_lost", 0.0, 0.0, True),
        ("offsite_share", 0.6, 0.6306, True),
        ("publicity_events", 80.0, 92.0, True),
        ("training_hours", 60.0, 64.0, True),
    ]


def rows_of(warehouse: Warehouse, name: str, report: str) -> set[Row]:
    with open_published(warehouse) as connection:
        return {row[1:] for row in read_table(connection, name) if row[0] == report}


def test_the_liuzhou_plan_gives_fourteen_tasks_with_all_units(reports_warehouse: Warehouse) -> None:
    tasks = rows_of(reports_warehouse, "plan_tasks", "liuzhou-transport-2024-plan.txt")
    squad, counties = "市交通运输综合行政执法支队", "各县交通运输局"
    permits = "局行政审批科"
    units = {int(number): named.split(";") for number, _, named, _ in tasks}
    assert units == {
        **{number: [squad, counties] for number in (2, 3, 6, 7, 8, 9)},
        **{number: [permits, squad, counties] for number in (4, 5, 10, 11, 12)},
        1: ["局直属机关党委", squad, counties],
        13: ["局直属机关党委", "行政审批科", "人事教育科", squad, counties],
        14: ["局财务与内部审计科", squad, counties],
    }
    assert {number: due for number, _, _, due in tasks if due} == {"3": "2026-12-31"}


def test_the_report_without_figures_still_says_what_it_says(reports_warehouse: Warehouse) -> None:
    county = "county-transport-2023-report.txt"
    initiatives = rows_of(reports_warehouse, "initiatives", county)
    assert {code for stage, code in initiatives if stage == "adopted"} >= {
        "first_responsible_person",
        "study_before_meeting",
        "leading_group",
        "major_decision_procedure",
        "legality_review",
        "legal_counsel",
        "joint_enforcement",
        "smart_enforcement",
        "offsite_enforcement",
        "streamline_reform",
        "one_stop_service",
        "random_inspection",
        "business_environment",
        "constitution_publicity",
        "officer_training",
    }
    assert rows_of(reports_warehouse, "documents", county) == {("“双随机一公开”工作实施方案", "")}
    assert rows_of(reports_warehouse, "systems", county) == set()
    shortcomings = rows_of(reports_warehouse, "shortcomings", county)
    assert {(evidence[:3], category) for evidence, category in shortcomings} == {
        ("（一）", "cross_agency"),
        ("（一）", "violations_persist"),
        ("（二）", "demonstration_gap"),
        ("（二）", "institution_building"),
        ("（三）", "professional_capacity"),
        ("（三）", "offsite_technology"),
    }
    tasks = rows_of(reports_warehouse, "plan_tasks", county)
    assert [title for _, title, _, _ in sorted(tasks)] == [
        "进一步提高政治站位",
        "进一步加强组织领导",
        "进一步强化依法行政",
    ]


def test_systems_and_documents_of_the_reports(reports_warehouse: Warehouse) -> None:
    changzhi, jiaxing = "changzhi-transport-2023-report.txt", "jiaxing-transport-2023-report.txt"
    platform = "交通运输行政执法综合管理信息平台"
    assert rows_of(reports_warehouse, "systems", changzhi) == {
        (platform, "launched", "2023-04-01"),
        (platform, "in_use", ""),
        (f"长治市{platform}", "planned", ""),
    }
    assert rows_of(reports_warehouse, "systems", jiaxing) >= {
        ("嘉兴市水网睿控系统", "launched", "2023-05-17"),
        ("船舶码", "built", ""),
        ("嘉兴铁塔视联网智能预警平台", "in_use", ""),
        ("水上智能卡口系统", "planned", ""),
    }
    documents = rows_of(reports_warehouse, "documents", changzhi)
    assert documents >= {
        ("“三重一大”事项决策实施办法", "2023-05-23"),
        ("重大行政决策事项目录", "2023-05-23"),
        ("行政执法文书制作指南", "2023-07-01"),
    }
    studied = {"行政处罚法", "山西省信用条例", "反有组织犯罪法", "山西省行政规范性文件制定与监督管理办法"}
    assert not studied & {title for title, _ in documents}


def test_the_gold_lies_in_one_folder_and_names_known_columns() -> None:
    assert {path.stem for path in Path(GOLD).glob("*.csv")} == set(TABLES)
