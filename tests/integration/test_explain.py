"""`fazhi explain` over real warehouses: no number is lost, and every list agrees with the warehouse."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fazhi.explain import page, words
from fazhi.explain.load import Explanation, load
from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES, Call, Result, finish, start_fazhi
from tests.integration.conftest import open_published

WAREHOUSES = ("samples_warehouse", "reports_warehouse", "passages_warehouse")
HUZHOU = "huzhou-transport-2023-report.txt"


@cache
def explanations(warehouse: Warehouse) -> list[Explanation]:
    """All of a warehouse that no test changes."""
    with open_published(warehouse) as connection:
        keys = connection.execute("select report_key from marts.dim_report order by source_path").fetchall()
        return [load(connection, key, "release") for (key,) in keys]


@pytest.fixture(params=WAREHOUSES)
def explained(request: pytest.FixtureRequest) -> list[Explanation]:
    warehouse: Warehouse = request.getfixturevalue(request.param)
    return explanations(warehouse)


@pytest.fixture
def explain(fazhi: Call, samples_warehouse: Warehouse) -> Call:
    def call(*arguments: str | Path) -> Result:
        return fazhi("explain", *arguments, "--warehouse", samples_warehouse.root)

    return call


def test_no_number_is_lost(explained: list[Explanation]) -> None:
    lost = [
        (one.report["source_path"], one.text[max(0, mark.start - 20) : mark.end + 20])
        for one in explained
        for mark in one.with_status("unlisted")
    ]
    assert lost == []


def test_numbers_do_not_overlap(explained: list[Explanation]) -> None:
    for one in explained:
        for mark, after in zip(one.marks, one.marks[1:], strict=False):
            assert mark.end <= after.start, (one.report["source_path"], mark.raw, after.raw)


def test_the_lists_hold_what_the_warehouse_holds(samples_warehouse: Warehouse) -> None:
    with open_published(samples_warehouse) as connection:
        for one in explanations(samples_warehouse):
            key = one.report["report_key"]
            rows = connection.execute(
                "select (select count(*) from marts.fct_observation where report_key = $1),"
                " (select count(*) from marts.fct_observation where report_key = $1 and metric_code is not null),"
                " (select count(*) from quality.passed_over where report_key = $1),"
                " (select count(*) from marts.fct_agency_year_metric join marts.fct_observation using (observation_key)"
                "  where report_key = $1)",
                [key],
            ).fetchone()
            observations = [row for mark in one.marks for row in mark.observations]
            assert rows == (
                len(observations),
                sum(row["metric_code"] is not None for row in observations),
                sum(len(mark.rules) for mark in one.marks),
                sum(row["in_agency_year"] for row in observations),
            )


def test_every_word_of_the_readings_is_told_in_both_languages(explained: list[Explanation]) -> None:
    for one in explained:
        for mark in one.marks:
            for rule in mark.rules:
                assert rule in words.PASSED_OVER
            for row in mark.observations:
                english, chinese = words.reason(row["selection_reason"])
                assert english != chinese, english


def test_the_page_shows_the_whole_text(explained: list[Explanation]) -> None:
    for one in explained:
        html = page.render(one)
        (article,) = re.findall(r"<article[^>]*>(.*)</article>", html, re.DOTALL)
        shown = re.sub(r"<[^>]*>", "", article)
        expected = "\n".join(line for line in one.text.split("\n") if line.strip())
        assert shown.rstrip("\n") == page.safe(expected)


def test_a_report_by_path_file_key_title_and_prefix(
    explain: Call, samples_database: duckdb.DuckDBPyConnection
) -> None:
    row = samples_database.execute(
        "select report_id, report_key, title from marts.dim_report where source_path = ?", [HUZHOU]
    ).fetchone()
    assert row is not None
    names = [
        HUZHOU,
        HUZHOU.removesuffix(".txt"),
        SAMPLES / HUZHOU,
        *row,
        row[1][:12],
        "huzhou-transport-2023",
    ]
    shown = {explain(name).out for name in names}
    assert len(shown) == 1
    assert "共办理行政处罚案件[6732 → cases_total*]起" in shown.pop()


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("huzhou", "2 reports go by 'huzhou'"),
        ("hangzhou", "no report of the 10 published ones"),
        (" ", "names no report"),
    ],
)
def test_what_is_not_one_report_is_wrong_usage(explain: Call, wanted: str, message: str) -> None:
    result = explain(wanted)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_json_is_the_same_as_data(explain: Call) -> None:
    data: dict[str, Any] = explain(HUZHOU, "--json").json
    text = data["text"]
    assert data["status"] == 0
    assert data["report"]["source_path"] == HUZHOU
    assert all(text[mark["start"] : mark["end"]] == mark["raw"] for mark in data["marks"])
    assert sum(one["digit_runs"] for one in data["counts"].values()) == data["digit_runs"]
    assert data["digit_runs"] == len(re.findall(r"\d+", text))
    (cases,) = [mark for mark in data["marks"] if mark["raw"] == "6732"]
    assert cases["status"] == "mapped"
    observation = cases["observations"][0]
    assert (observation["metric_code"], observation["value"], observation["in_agency_year"]) == (
        "cases_total",
        6732,
        True,
    )


def test_a_page_is_written_whole(explain: Call, tmp_path: Path) -> None:
    path = tmp_path / "一页.html"
    result = explain(HUZHOU, "--html", path)
    assert result.status == 0 and str(path) in result.out
    html = path.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>") and html.endswith("</html>\n")
    assert [child.name for child in tmp_path.iterdir()] == [path.name]
    assert explain(HUZHOU, "--html", path, "--json").json["html"] == str(path)


def test_a_page_that_cannot_be_written_is_wrong_usage(
    explain: Call, samples_warehouse: Warehouse, tmp_path: Path
) -> None:
    assert explain(HUZHOU, "--html", tmp_path).status == 2
    assert explain(HUZHOU, "--html", tmp_path / "no" / "a.html").status == 2
    inside = samples_warehouse.current.resolve() / "a.html"
    result = explain(HUZHOU, "--html", inside)
    assert result.status == 2 and "belongs to a release" in result.err
    assert not inside.exists()


def test_quiet_says_nothing(explain: Call) -> None:
    assert explain(HUZHOU, "--quiet").out == ""


def test_colour_only_where_it_is_wanted(
    samples_warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    arguments = ("explain", HUZHOU, "--warehouse", samples_warehouse.root)
    piped = finish(start_fazhi(*arguments))
    assert "\x1b" not in piped.out and "[6732 → cases_total*]" in piped.out
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;4;32m6732" in finish(start_fazhi(*arguments)).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert finish(start_fazhi(*arguments)).out == piped.out
