"""Each question in analyses/ runs read-only on the published samples and answers it with the right figures."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT

ANALYSES = ROOT / "analyses"

Row = dict[str, Any]

COLUMNS = {
    "offsite_share_against_target": (
        "agency_name target_year target_scope comparator target_pct actual_pct gap_points is_met computed_pct"
        " previous_pct target_observation_key actual_observation_key previous_observation_key"
    ),
    "penalty_per_case": (
        "agency_name year scope amount_name amount_cny case_name case_count cny_per_case has_conflict"
        " amount_observation_key case_observation_key"
    ),
    "hotline_service": (
        "agency_name year scope hotline ticket_count reply_pct ontime_pct completion_pct satisfaction_pct"
        " ticket_count_observation_key reply_rate_observation_key ontime_rate_observation_key"
        " completion_rate_observation_key satisfaction_rate_observation_key"
    ),
    "zero_silent_or_no_report_of_lawsuits": (
        "agency_name year litigation_status litigations scope reconsideration_status"
        " litigation_observation_key"
    ),
    "year_on_year": (
        "agency_name year scope metric_code metric_name unit previous_value value change_unit"
        " computed_change stated_change stated_as has_conflict observation_key previous_observation_key"
        " change_observation_key"
    ),
}

HUZHOU = "湖州市交通运输局"
XUZHOU = "徐州市城市管理局"
SHUYANG = "宿迁市沭阳县交通运输综合行政执法大队"


def answer(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    cursor = connection.execute((ANALYSES / f"{name}.sql").read_text(encoding="utf-8"))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def picked(rows: list[Row], columns: str, **where: Any) -> list[tuple[Any, ...]]:
    """These columns of the rows that hold all of `where`, decimals as plain numbers."""
    return [
        tuple(float(value) if isinstance(value := row[c], Decimal) else value for c in columns.split())
        for row in rows
        if all(row[column] == wanted for column, wanted in where.items())
    ]


def test_every_analysis_is_known_here() -> None:
    assert {path.stem for path in ANALYSES.glob("*.sql")} == set(COLUMNS)


@pytest.mark.parametrize("path", sorted(ANALYSES.glob("*.sql")), ids=lambda path: str(path.stem))
def test_it_opens_with_the_question_in_english_and_chinese(path: Path) -> None:
    english, chinese = path.read_text(encoding="utf-8").splitlines()[:2]
    assert re.fullmatch(r"-- [A-Z][ -~]+\?", english)
    assert re.fullmatch(r"-- [一-鿿].*？", chinese)


@pytest.mark.parametrize("name", COLUMNS)
def test_it_returns_the_columns_that_it_promises_and_keys_that_lead_to_sentences(
    samples_database: duckdb.DuckDBPyConnection, name: str
) -> None:
    rows = answer(samples_database, name)
    assert rows
    assert list(rows[0]) == COLUMNS[name].split()
    known = {
        key
        for (key,) in samples_database.execute("select observation_key from marts.fct_observation").fetchall()
    }
    keys = {row[column] for row in rows for column in row if column.endswith("observation_key")} - {None}
    assert keys and keys <= known
    named = samples_database.execute("select agency_name from marts.dim_agency").fetchall()
    assert {row["agency_name"] for row in rows} <= {name for (name,) in named}


def test_off_site_shares_stand_against_the_targets(samples_database: duckdb.DuckDBPyConnection) -> None:
    rows = answer(samples_database, "offsite_share_against_target")
    columns = "target_year comparator target_pct actual_pct gap_points is_met computed_pct previous_pct"
    assert picked(rows, columns, agency_name=HUZHOU) == [
        (2023, "ge", 60, 63.06, 3.06, True, 63.06, 55.29),
        (2024, "ge", 65, None, None, None, None, 63.06),
    ]
    open_targets = "target_year target_pct is_met previous_pct"
    assert picked(rows, open_targets, agency_name="宜昌市交通运输局") == [
        (2024, 35, None, None),
        (2025, 45, None, None),
        (2026, 55, None, None),
    ]
    assert picked(rows, open_targets, agency_name="潍坊市交通运输局") == [(2024, 45, None, 38.6)]
    assert picked(rows, open_targets, agency_name=XUZHOU) == [(2024, 50, None, 46.85)]
    assert picked(rows, open_targets, agency_name=SHUYANG) == [(2025, 50, None, 44.06)]
    keys = [(row["target_observation_key"], row["target_year"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_case_costs_what_the_report_gives(samples_database: duckdb.DuckDBPyConnection) -> None:
    rows = answer(samples_database, "penalty_per_case")
    columns = "year scope amount_name amount_cny case_name case_count cny_per_case"
    fines, cases = "罚款金额", "行政处罚（执法）案件总数"
    assert picked(rows, columns, agency_name=HUZHOU) == [
        (2022, "system", fines, 27543000, cases, 6120, 4500.49),
        (2023, "system", fines, 28915000, cases, 6732, 4295.16),
    ]
    assert picked(rows, columns, agency_name=SHUYANG) == [(2024, "own", fines, 4128000, cases, 1187, 3477.67)]
    assert picked(rows, columns, agency_name=XUZHOU) == [
        (2023, "system", fines, 41257000, cases, 28600, 1442.55)
    ]
    decisions = picked(
        rows, "case_name case_count cny_per_case", agency_name="韶关市应急管理局", amount_name=fines
    )
    assert decisions == [("行政处罚决定数", 118, 40012.71)]
    both = picked(rows, "scope amount_name case_count", agency_name="遵义市市场监督管理局")
    assert sorted(both) == [("own", "罚没款金额", 286), ("system", "罚没款金额", 3874)]


def test_hotlines_show_tickets_by_line_and_rates_where_they_are_stated(
    samples_database: duckdb.DuckDBPyConnection,
) -> None:
    rows = answer(samples_database, "hotline_service")
    columns = "hotline ticket_count reply_pct ontime_pct completion_pct satisfaction_pct"
    assert picked(rows, columns, agency_name=HUZHOU, year=2023) == [
        ("12328", 1752, None, None, None, None),
        ("12345", 4530, None, None, None, None),
        ("all", None, 100, 99.6, None, 97.5),
    ]
    assert picked(rows, columns, agency_name=XUZHOU) == [("12345", 68300, None, 99.7, 99.6, 97.2)]
    assert ("12315", 34200, None, 99.1, None, None) in picked(
        rows, columns, agency_name="遵义市市场监督管理局"
    )


def test_a_zero_is_no_silence_and_silence_is_no_missing_report(
    samples_database: duckdb.DuckDBPyConnection,
) -> None:
    rows = answer(samples_database, "zero_silent_or_no_report_of_lawsuits")
    by_status = {
        status: set(picked(rows, "agency_name year litigations", litigation_status=status))
        for status in ("zero", "silent", "no_report", "stated")
    }
    assert by_status["zero"] == {(SHUYANG, 2024, 0), (HUZHOU, 2022, 0), ("韶关市应急管理局", 2023, 0)}
    assert by_status["silent"] == {("县交通运输局", 2024, None), ("宝鸡市生态环境局", 2024, None)}
    assert by_status["no_report"] == {("嘉兴市交通运输局", 2023, None), (HUZHOU, 2024, None)}
    assert by_status["stated"] >= {(HUZHOU, 2023, 2), ("遵义市市场监督管理局", 2023, 6)}
    assert picked(rows, "litigations", agency_name=XUZHOU) == [(9,)]
    assert len({(row["agency_name"], row["year"]) for row in rows}) == len(rows)


def test_years_are_compared_with_what_the_report_says_of_them(
    samples_database: duckdb.DuckDBPyConnection,
) -> None:
    rows = answer(samples_database, "year_on_year")
    columns = "previous_value value change_unit computed_change stated_change stated_as"

    def change(agency: str, metric: str) -> list[tuple[Any, ...]]:
        return picked(rows, columns, agency_name=agency, metric_code=metric, scope="system")

    assert change(HUZHOU, "cases_total") == [(6120, 6732, "percent", 10, 10, "同比增长10%")]
    assert change(HUZHOU, "fines_amount") == [(27543000, 28915000, "percent", 4.98, 4.98, "同比增长4.98%")]
    assert change(HUZHOU, "offsite_share") == [
        (0.5529, 0.6306, "points", 7.77, 7.77, "较上年提高7.77个百分点")
    ]
    assert change(HUZHOU, "cases_illegal_operation") == [(386, 342, "percent", -11.4, -11.4, "同比下降11.4%")]
    assert change(HUZHOU, "officers_certified") == [(517, 531, "percent", 2.71, 2.71, "较上年净增14名")]
    assert change(XUZHOU, "cases_total") == [(31200, 28600, "percent", -8.33, -8.33, "同比下降8.33%")]
    assert change("遵义市市场监督管理局", "forfeiture_amount") == [
        (None, 33186000, "percent", None, -3.1, "同比下降3.1%")
    ]
    inspections = picked(rows, columns, agency_name="韶关市应急管理局", metric_code="inspections_total")
    assert inspections == [(1204, 1186, "percent", -1.5, None, None)]
    both = [row for row in rows if None not in (row["computed_change"], row["stated_change"])]
    assert all(abs(row["computed_change"] - row["stated_change"]) <= Decimal("0.05") for row in both)
