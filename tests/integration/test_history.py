"""One warehouse through its history: corrections, versions, a withdrawn report, and what diff says of each step."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fazhi import releases
from fazhi.diff import REASONS, compare
from fazhi.warehouse import Warehouse, candidate_database
from tests.conftest import Result, call_fazhi
from tests.integration.history_kit import JINGMEN, correct, facts, report_ids, write_reports

REVISED = JINGMEN.replace("一、主要工作\n", "一、主要工作\n修订说明：罚款数有误。\n").replace(
    "罚款12万", "罚款15万"
)
XIAOGAN = (
    "孝感市交通运输局2024年法治政府建设年度报告\n发布日期：2025-01-25\n2024年，全市共办理行政处罚案件88件。\n"
)
CASES = {
    "evidence": "行政处罚案件731件",
    "expected_metric_code": "cases_total",
    "expected_value": 731,
    "corrected_value": 713,
}
CASES_OF_SUIZHOU = {**CASES, "evidence": "402件", "expected_value": 402, "corrected_value": 420}
MISSED = {
    "action": "add",
    "evidence": "非现场执法检查若干",
    "raw": "若干",
    "corrected_metric_code": "inspections_total",
    "corrected_value": 25,
    "corrected_scope": "system",
}
NO_FACT = {
    "action": "drop",
    "evidence": "组织执法培训6期",
    "expected_metric_code": "training_sessions",
    "expected_value": 6,
}


@dataclass
class Story:
    """The warehouse after all steps, the result of each and the release that stood after it."""

    warehouse: Warehouse
    results: dict[str, Result] = field(default_factory=dict)
    releases: dict[str, str | None] = field(default_factory=dict)

    def step(self, name: str, *words: str | Path) -> Result:
        result = call_fazhi(*words, "--warehouse", self.warehouse.root, "--json")
        self.results[name] = result
        self.releases[name] = releases.current_id(self.warehouse)
        return result

    def facts(self, name: str) -> dict[tuple[str, str], tuple[float, bool]]:
        return facts(self.database(name))

    def database(self, name: str) -> Path:
        release = self.releases[name]
        assert release is not None
        return candidate_database(self.warehouse.releases / release)

    def diff(self, old: str, new: str) -> dict[str, Any]:
        words = ("diff", self.releases[old] or "", self.releases[new] or "")
        result = call_fazhi(*words, "--warehouse", self.warehouse.root, "--json")
        assert result.status == 0, result.err
        return result.json


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("history")
    reports = write_reports(folder / "reports")
    story = Story(Warehouse(folder / "warehouse [1]"))
    first = story.step("first", "run", reports)
    assert first.status == 0, first.err
    ids = report_ids(story.warehouse.database)
    rows = [{"report_id": ids["jingmen.txt"], **row} for row in (CASES, MISSED, NO_FACT)]
    correct(story.warehouse, *rows)
    story.step("corrected", "build")
    (reports / "jingmen.txt").write_text(REVISED, encoding="utf-8")
    (reports / "xiaogan.txt").write_text(XIAOGAN, encoding="utf-8")
    story.step("revised", "run", reports)
    (reports / "jingmen.txt").write_text(REVISED.replace("731", "751"), encoding="utf-8")
    correct(story.warehouse, *rows, {**NO_FACT, "report_id": "of another warehouse"})
    story.step("stale", "run", reports)
    correct(story.warehouse, {"report_id": ids["suizhou.txt"], **CASES_OF_SUIZHOU})
    story.step("withdrawn", "withdraw", "suizhou.txt")
    story.step("again", "run", reports)
    story.step("back", "withdraw", "suizhou.txt", "--undo")
    return story


def changed(data: dict[str, Any]) -> set[tuple[str, str, str, Any, Any]]:
    """Change, reason, metric and values of each agency-year fact that differs."""
    return {
        (row["change"], row["reason"], row["metric_code"], row["old_value"], row["new_value"])
        for row in data["facts"]["rows"]
    }


def test_corrected_facts_say_so_and_the_original_stays(story: Story) -> None:
    assert story.results["corrected"].status == 0, story.results["corrected"].err
    assert story.results["corrected"].json["audit"]["explained_by"] == ["corrections"]
    found = story.facts("corrected")
    assert found["荆门市交通运输局", "cases_total"] == (713, True)
    assert found["荆门市交通运输局", "inspections_total"] == (25, True)
    assert ("荆门市交通运输局", "training_sessions") not in found
    assert found["荆门市交通运输局", "fines_amount"] == (120000, False)
    with duckdb.connect(str(story.database("corrected")), read_only=True) as connection:
        rows = connection.execute(
            "select metric_code, value::double, raw, evidence, rule_id is not null from marts.fct_observation"
            " where is_corrected order by metric_code nulls last"
        ).fetchall()
        originals = connection.execute(
            "select c.corrected_by, c.reason, s.metric_code, s.value::double"
            " from intermediate.int_corrections as c left join intermediate.int_uncorrected as s using (observation_key)"
            " where status = 'holds' order by s.value desc nulls last"
        ).fetchall()
    assert rows == [
        ("cases_total", 713, "731", "全市共办理行政处罚案件731件", True),
        ("inspections_total", 25, "若干", "非现场执法检查若干", False),
        (None, 6, "6", "组织执法培训6期", False),
    ]
    who = ("数据校核组", "checked against the annex")
    assert originals == [(*who, "cases_total", 731), (*who, "training_sessions", 6), (*who, None, None)]


def test_diff_tells_corrections(story: Story) -> None:
    data = story.diff("first", "corrected")
    assert data["reports"] == []
    assert changed(data) == {
        ("changed", "correction", "cases_total", 731, 713),
        ("added", "correction", "inspections_total", None, 25),
        ("removed", "correction", "training_sessions", 6, None),
    }
    assert data["observations"]["counts"] == {
        "added": {"correction": 1},
        "changed": {"correction": 1},
        "removed": {"correction": 1},
    }


def test_a_correction_still_holds_on_a_new_version_with_the_same_evidence(story: Story) -> None:
    assert story.results["revised"].status == 0, story.results["revised"].err
    assert story.facts("revised")["荆门市交通运输局", "cases_total"] == (713, True)
    data = story.diff("corrected", "revised")
    assert {(row["change"], row["source_path"]) for row in data["reports"]} == {
        ("new_version", "jingmen.txt"),
        ("new_report", "xiaogan.txt"),
    }
    assert changed(data) == {
        ("changed", "new_version", "fines_amount", 120000, 150000),
        ("added", "new_report", "cases_total", None, 88),
    }


def test_a_correction_that_no_longer_finds_what_it_expects_is_told_and_nothing_is_published(
    story: Story,
) -> None:
    result = story.results["stale"]
    assert result.status == 1
    assert story.releases["stale"] == story.releases["revised"]
    unknown, told = sorted(result.json["corrections"], key=lambda words: "jingmen.txt" in words)
    assert "of another warehouse" in unknown and "no report of this id" in unknown
    for words in (
        "jingmen.txt",
        CASES["evidence"],
        "no longer stands",
        "cases_total 731",
        "数据校核组",
        "2026-02-03",
    ):
        assert str(words) in told
        assert str(words) in result.err
    assert story.warehouse.failed.is_dir()


def test_a_withdrawn_report_is_gone_and_its_text_stays_landed(story: Story) -> None:
    result = story.results["withdrawn"]
    assert result.status == 0, result.err
    assert (result.json["source_path"], result.json["versions"]) == ("suizhou.txt", 1)
    assert "suizhou.txt" not in report_ids(story.database("withdrawn"))
    data = story.diff("revised", "withdrawn")
    assert ("withdrawn_report", "suizhou.txt") in {
        (row["change"], row["source_path"]) for row in data["reports"]
    }
    assert ("removed", "withdrawn_report", "cases_total", 402, None) in changed(data)
    assert ("changed", "new_version", "cases_total", 713, 751) in changed(data)
    with duckdb.connect(str(story.warehouse.landing), read_only=True) as connection:
        rows = connection.execute("select source_path, count(*) from raw.document group by all").fetchall()
    assert dict(rows) == {"jingmen.txt": 3, "suizhou.txt": 1, "xiaogan.txt": 1}


def test_a_withdrawn_report_in_the_folder_stays_out_until_it_is_asked_for(story: Story) -> None:
    assert story.results["again"].status == 0
    assert story.results["again"].json["published"] is False
    assert story.releases["again"] == story.releases["withdrawn"]
    assert story.results["back"].status == 0, story.results["back"].err
    assert changed(story.diff("withdrawn", "back")) == {("added", "new_report", "cases_total", None, 420)}


def test_a_correction_waits_while_its_report_is_withdrawn(story: Story) -> None:
    assert story.facts("back")["随州市交通运输局", "cases_total"] == (420, True)


def test_diff_in_words_and_its_defaults(story: Story) -> None:
    result = call_fazhi("diff", "--warehouse", story.warehouse.root)
    assert result.status == 0, result.err
    assert result.out.splitlines() == [
        f"{story.releases['withdrawn']} -> {story.releases['back']}",
        "Reports: 1 differ",
        "  new report: suizhou.txt 随州市交通运输局2024年法治政府建设年度报告",
        "Agency-year facts: 1 added, 0 changed, 0 removed",
        "  + 随州市交通运输局 2024 system cases_total 420 count (new report: suizhou.txt)",
        "Observations with a metric: 1 added (new report 1), 0 changed, 0 removed; each: --json",
    ]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["diff", "nosuch"], 2, "no release is called 'nosuch'"),
        (["diff", "20"], 2, "releases begin with '20'"),
        (["withdraw", "nosuch.txt"], 2, "goes by 'nosuch.txt'"),
        (["withdraw", " "], 2, "names no report"),
        (["diff", "", ""], 2, "no release is called ''"),
    ],
)
def test_what_is_not_there_is_usage(story: Story, words: list[str], status: int, told: str) -> None:
    before = releases.current_id(story.warehouse)
    result = call_fazhi(*words, "--warehouse", story.warehouse.root, "--json")
    assert (result.status, told in result.json["error"]) == (status, True), result.err
    assert releases.current_id(story.warehouse) == before


ALTERATIONS = {
    "agency_change": """
        insert into marts.dim_agency by name
            select * replace ('CN-other' as agency_key) from marts.dim_agency limit 1;
        update marts.fct_observation set agency_key = 'CN-other';
        update marts.fct_agency_year_metric set agency_key = 'CN-other'""",
    "new_rule": "update marts.fct_observation set metric_code = 'cases_closed' where metric_code = 'cases_total'",
    "new_reader": """
        update marts.fct_observation set value = value + 1;
        update staging.stg_raw__quantity set value = value + 1;
        update staging.stg_raw__statement set value = value + 1""",
    "new_metadata": """
        update marts.fct_observation set year = 2023;
        update marts.dim_report set report_year = 2023""",
}


@pytest.mark.parametrize("reason", ALTERATIONS)
def test_diff_tells_what_else_may_change_a_fact(story: Story, reason: str, tmp_path: Path) -> None:
    """What rules, readers and aliases would do is done to a copy of a release."""
    shutil.copy(story.database("first"), candidate_database(tmp_path))
    candidate_database(tmp_path).chmod(0o644)
    with duckdb.connect(str(candidate_database(tmp_path))) as connection:
        connection.execute(ALTERATIONS[reason])
    assert story.releases["first"] is not None
    old = releases.read_release(story.warehouse, story.releases["first"])
    new = dict(old)
    if reason == "new_reader":
        new["reader_hash"] = "another"
    if reason in ("new_rule", "agency_change"):
        new["rules_hash"] = "another"
    diff = compare(story.database("first").parent, tmp_path, old, new)
    assert {row["reason"] for row in diff.observations} == {reason}
    assert {row["change"] for row in diff.observations} == {"changed"}
    assert reason in REASONS
    if reason == "agency_change":
        assert {(row["change"], row["reason"]) for row in diff.facts} == {
            ("added", reason),
            ("removed", reason),
        }


def test_a_release_against_itself_is_the_same(story: Story) -> None:
    data = story.diff("back", "back")
    assert (data["reports"], data["facts"]["rows"], data["observations"]["rows"]) == ([], [], [])
