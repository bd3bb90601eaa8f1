"""How well the warehouse reads what people labelled, and the agency-years that must come out of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fazhi.agency_years import agency_years as check_agency_years
from fazhi.labelled import labelled_sets
from fazhi.project import find_project
from fazhi.score import Score, known_metrics, read_docs, score
from fazhi.warehouse import Warehouse
from tests.conftest import ROOT
from tests.integration.conftest import SHARED, LabelledScores, open_published

GOLD = ROOT / "tests" / "gold"
SHARED_GOLD = SHARED / "gold"

LEAST = {
    "f1": 0.97,
    "year_accuracy": 0.97,
    "comparator_accuracy": 0.97,
    "unit_accuracy": 0.97,
    "scope_accuracy": 0.93,
    "quantity_recall": 0.97,
    "quantity_precision": 0.96,
}
# Each set alone may lie lower than all of them together: few of its facts have a scope.
LEAST_OF_SETS = {"f1": 0.80, "year_accuracy": 0.90, "comparator_accuracy": 0.97, "scope_accuracy": 0.85}
LEAST_TOGETHER = {"f1": 0.80, "year_accuracy": 0.97, "comparator_accuracy": 0.97, "scope_accuracy": 0.92}

JIAXING, CHANGZHI = "CN330400-transport-bureau", "CN140400-transport-bureau"
YUHANG, LIUZHOU = "CN330110-transport-bureau", "CN450200-transport-bureau"

AgencyYear = tuple[str, int, str, str, float]


def scored(
    warehouse: Warehouse, facts: Path, quantities: Path | None = None, docs: Path | None = None
) -> Score:
    """As `fazhi score` does it."""
    with open_published(warehouse) as connection:
        documents = read_docs(docs) if docs else []
        return score(connection, known_metrics(connection), facts, quantities, documents)


def assert_reaches(result: Score, least: dict[str, float]) -> None:
    """The message lists what is below its threshold, and every error that was counted."""
    figures = result.figures()
    low = {name: (figures[name], bound) for name, bound in least.items() if (figures[name] or 0.0) < bound}
    assert not low, "\n".join([f"(found, least) {low}", *map(str, result.errors)])


def test_the_samples_are_read_as_labelled(samples_warehouse: Warehouse) -> None:
    files = [GOLD / name for name in ("samples.jsonl", "samples_quantities.jsonl", "samples_docs.txt")]
    result = scored(samples_warehouse, *files)
    assert result.reports == len(list((ROOT / "samples").glob("*.txt")))
    assert_reaches(result, LEAST)


def test_the_reports_are_read_as_labelled(reports_warehouse: Warehouse) -> None:
    files = [SHARED_GOLD / name for name in ("facts.jsonl", "quantities.jsonl", "docs.txt")]
    result = scored(reports_warehouse, *files)
    assert result.reports == len(list((SHARED / "reports").glob("*.txt")))
    assert_reaches(result, LEAST)


def test_every_labelled_set_here_is_scored(labelled_scores: LabelledScores) -> None:
    scored_sets = {row["set"]: row for row in labelled_scores.data["sets"]}
    here = labelled_sets(find_project())
    assert set(scored_sets) == {one.name for one in here}
    assert {one.name for one in here} >= {"samples", "a", "b", "c", "d"}
    for one in here:
        assert scored_sets[one.name]["reports"] == len(one.documents) > 0
        assert one.role in ("dev", "test")


@pytest.mark.parametrize("name", [one.name for one in labelled_sets(find_project())])
def test_a_labelled_set_is_read_as_labelled(labelled_scores: LabelledScores, name: str) -> None:
    (row,) = [row for row in labelled_scores.data["sets"] if row["set"] == name]
    low = {figure: (row[figure], bound) for figure, bound in LEAST_OF_SETS.items() if row[figure] < bound}
    assert not low, "\n".join([f"(found, least) {low}", *map(str, row["errors"])])


@pytest.mark.parametrize("role", ["dev", "test"])
def test_the_sets_together_reach_what_is_asked(labelled_scores: LabelledScores, role: str) -> None:
    figures = labelled_scores.data["roles"][role]
    assert {name: figures[name] for name, bound in LEAST_TOGETHER.items() if figures[name] < bound} == {}


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_make_score_scores_every_set_or_the_one_named() -> None:
    def said(*variables: str) -> list[str]:
        words = ["make", "-n", "score", *variables]
        printed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        lines = printed.replace("\\\n", "").replace('"', "").splitlines()
        return [" ".join(line.split("-m fazhi ")[1].split()) for line in lines if "-m fazhi " in line]

    assert said() == ["score"]
    assert said("FACTS=facts.jsonl", "DOCS=docs.txt", "REPORTS=here") == [
        "run here",
        "score facts.jsonl --docs docs.txt --warehouse warehouse",
    ]


# What stands for an agency-year ---------------------------------------------------------------------------------


def agency_years(connection: duckdb.DuckDBPyConnection) -> set[AgencyYear]:
    sql = (
        "select agency_key, year, scope, metric_code, cast(value as double) from marts.fct_agency_year_metric"
    )
    return set(connection.execute(sql).fetchall())


def test_agency_years_of_the_samples(samples_database: duckdb.DuckDBPyConnection) -> None:
    checked = check_agency_years(samples_database, GOLD / "samples_agency_year.csv")
    assert {row.doc for row, _ in checked} <= {path.name for path in (ROOT / "samples").glob("*.txt")}
    assert {row.is_present for row, _ in checked} == {True, False}
    wrong = [row.told() for row, holds in checked if not holds]
    assert not wrong, "\n".join(wrong)


def test_jiaxing_2023(reports_warehouse: Warehouse) -> None:
    expected = {
        "cases_total": 9278,
        "cases_large_fine": 579,
        "cases_suspension": 39,
        "cases_court_enforcement": 14,
        "cases_criminal_referral": 16,
        "cases_first_exempt": 1225,
        "cases_offsite": 6438,
        "offsite_share": 0.6939,
        "reconsiderations": 0,
        "litigations": 0,
    }
    with open_published(reports_warehouse) as connection:
        standing = agency_years(connection)
        assert {(JIAXING, 2023, "system", code, value) for code, value in expected.items()} <= standing
        of_jiaxing = {(code, value) for agency, _, _, code, value in standing if agency == JIAXING}
        shares = connection.execute(
            "select stated_share = 0.6939, computed_share = 0.693900, typeof(computed_share)"
            " from marts.fct_enforcement_cases"
            " where agency_key = ? and year = 2023 and scope = 'system' and case_kind = 'offsite'",
            [JIAXING],
        ).fetchall()
        assert shares == [(True, True, "DECIMAL(9,6)")]
        # Overloaded vehicles, boats and wharf cases are parts: kept, and never counted as a whole.
        for counter, value in (("辆", 28), ("艘次", 63), ("起", 28)):
            parts = connection.execute(
                "select distinct coverage, is_selected from marts.fct_observation"
                " where agency_key = ? and counter = ? and value = ?",
                [JIAXING, counter, value],
            ).fetchall()
            assert parts == [("partial", False)], (counter, value)
    for code in ("cases_overload", "cases_total"):
        assert (code, 28) not in of_jiaxing
        assert (code, 63) not in of_jiaxing


def test_changzhi_2023(reports_warehouse: Warehouse) -> None:
    expected = {
        "inspections_total": 1600,
        "cases_total": 366,
        "forfeiture_amount": 217260,
        "hotline_12345": 1573,
        "hotline_12328": 798,
        "hotline_reply_rate": 1,
        "permits_published": 17,
        "penalties_published": 50,
        "litigations": 0,
    }
    with open_published(reports_warehouse) as connection:
        standing = {
            (code, value)
            for agency, year, _, code, value in agency_years(connection)
            if (agency, year) == (CHANGZHI, 2023)
        }
        assert set(expected.items()) <= standing
        hotlines = connection.execute(
            "select hotline, cast(ticket_count as integer), cast(reply_rate as double)"
            " from marts.fct_hotline_tickets where agency_key = ? and year = 2023 order by hotline",
            [CHANGZHI],
        ).fetchall()
    assert hotlines == [("12328", 798, None), ("12345", 1573, None), ("all", None, 1.0)]


@pytest.mark.parametrize(
    ("agency", "metric", "target"),
    [
        (YUHANG, "offsite_share", ("ge", 0.5, 2021, 2021, "once")),
        (JIAXING, "offsite_share", ("ge", 0.65, 2024, 2024, "once")),
        (LIUZHOU, "training_hours", ("ge", 60, 2024, 2026, "yearly")),
    ],
)
def test_targets(reports_warehouse: Warehouse, agency: str, metric: str, target: tuple[Any, ...]) -> None:
    sql = (
        "select comparator, cast(target_value as double), from_year, to_year, recurrence"
        " from marts.fct_target where agency_key = ? and metric_code = ?"
    )
    with open_published(reports_warehouse) as connection:
        assert connection.execute(sql, [agency, metric]).fetchall() == [target]


def test_a_report_without_figures_lands_and_its_agency_is_unresolved(
    samples_warehouse: Warehouse, request: pytest.FixtureRequest
) -> None:
    warehouses = {"county-transport-2024-report.txt": samples_warehouse}
    if (SHARED / "reports").is_dir():
        warehouses["county-transport-2023-report.txt"] = request.getfixturevalue("reports_warehouse")
    for name, warehouse in warehouses.items():
        with open_published(warehouse) as connection:
            ((report, mapped, agency, is_resolved),) = connection.execute(
                "select r.report_id, r.mapped_count, r.agency_key, a.is_resolved from marts.dim_report as r"
                " join marts.dim_agency as a using (agency_key) where r.source_path = ?",
                [name],
            ).fetchall()
            facts = connection.execute(
                "select count(*) from marts.fct_agency_year_metric where agency_key = ?", [agency]
            ).fetchall()
        assert (mapped, is_resolved, facts) == (0, False, [(0,)]), name
        assert agency == f"report:{report}"
