"""Years and spans: which year a figure is about, and whether it covers the whole of it."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.records import Masthead
from tests.unit.language_kit import LONG_PLAN, NO_MASTHEAD, PLAN, REPORT, each, the

ONLY_A_PLAN = Masthead(report_kind="plan", report_year=2024)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("办理案件⟦36⟧件。", 2023, id="the-reports-year"),
        pytest.param("2023年，办理案件⟦36⟧件。", 2023, id="named"),
        pytest.param("２０２３年，办理案件⟦36⟧件。", 2023, id="named-full-width"),
        pytest.param("今年以来办理案件⟦36⟧件。", 2023, id="this-year"),
        pytest.param("本年度办理案件⟦36⟧件。", 2023, id="this-reporting-year"),
        pytest.param("去年办理案件⟦36⟧件。", 2022, id="last-year"),
        pytest.param("上年度办理案件⟦36⟧件。", 2022, id="the-year-before"),
        pytest.param("办理案件40件，去年同期⟦36⟧件。", 2022, id="same-span-of-last-year"),
        pytest.param("办理案件40件（上年同期⟦36⟧件）。", 2022, id="same-span-in-brackets"),
        pytest.param("2022年办理案件⟦36⟧件。", 2022, id="another-year-named"),
        pytest.param("2022年度，我局共办理案件⟦36⟧件。", 2022, id="another-year-opens-the-sentence"),
        pytest.param("截至2023年底，办理案件⟦36⟧件。", 2023, id="up-to-the-end-of"),
        pytest.param("截至目前，办理案件⟦36⟧件。", 2023, id="up-to-now"),
        pytest.param("2020年以来，累计办理案件⟦36⟧件。", None, id="since-an-earlier-year"),
        pytest.param("自2020年至今累计办理案件⟦36⟧件。", None, id="from-an-earlier-year-until-now"),
        pytest.param("2023年以来，累计办理案件⟦36⟧件。", 2023, id="since-the-start-of-the-reports-year"),
        pytest.param("今年1月以来，累计办理案件⟦36⟧件。", 2023, id="since-a-month-of-this-year"),
    ],
)
def test_the_year_of_a_figure(text: str, year: int | None) -> None:
    assert the(text).year == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("办理案件⟦36⟧件。", None, id="nothing-says"),
        pytest.param("2021年，办理案件⟦36⟧件。", 2021, id="named"),
        pytest.param("2021年工作开展有序。办理案件⟦36⟧件。", 2021, id="named-in-the-sentence-before"),
        pytest.param("一、2021年工作情况\n办理案件⟦36⟧件。", 2021, id="named-in-the-heading"),
    ],
)
def test_the_year_without_a_masthead(text: str, year: int | None) -> None:
    assert the(text, NO_MASTHEAD).year == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("2022年为⟦210⟧起，2023年为⟦180⟧起。", [2022, 2023], id="two-clauses"),
        pytest.param("去年办理案件⟦40⟧件，今年办理案件⟦36⟧件。", [2022, 2023], id="last-and-this"),
        pytest.param("今年办理案件⟦36⟧件，去年同期⟦40⟧件。", [2023, 2022], id="this-and-the-same-span-of-last"),
        pytest.param("2023年检查企业⟦95⟧家，2022年检查企业⟦80⟧家。", [2023, 2022], id="the-later-first"),
        pytest.param("2021年、2022年、2023年分别办理案件⟦210⟧起、⟦180⟧起、⟦150⟧起。", [2021, 2022, 2023], id="respectively"),
        pytest.param("2021年、2022年、2023年办理案件分别为⟦210⟧起、⟦180⟧起和⟦150⟧起。", [2021, 2022, 2023], id="respectively-behind"),
        pytest.param("2021年以来分别办理案件⟦210⟧起、⟦180⟧起、⟦150⟧起。", [2021, 2022, 2023], id="year-by-year-since"),
        pytest.param("全年办理案件⟦36⟧件，其中2022年结转⟦6⟧件。", [2023, 2022], id="carried-over"),
        pytest.param("2022年办理案件⟦40⟧件。2023年办理案件⟦36⟧件。", [2022, 2023], id="two-sentences"),
        pytest.param("2022年办理案件⟦40⟧件。检查企业⟦95⟧家。", [2022, 2023], id="a-year-ends-with-its-sentence"),
    ],
)  # fmt: skip
def test_years_of_several_figures(text: str, years: list[int]) -> None:
    assert [q.year for q in each(text)] == years


def test_a_change_is_of_the_later_year_and_has_a_base() -> None:
    before, level, change = each("2022年为⟦210⟧起，2023年为⟦180⟧起，同比下降⟦14%⟧。")
    assert [(q.year, q.base_year) for q in (before, level, change)] == [
        (2022, None),
        (2023, None),
        (2023, 2022),
    ]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        pytest.param("1—9月办理案件⟦36⟧件。", date(2023, 1, 1), date(2023, 9, 30), id="months"),
        pytest.param(
            "1至11月，办理案件⟦36⟧件。", date(2023, 1, 1), date(2023, 11, 30), id="months-open-the-sentence"
        ),
        pytest.param(
            "2022年1-6月办理案件⟦36⟧件。", date(2022, 1, 1), date(2022, 6, 30), id="months-of-a-year"
        ),
        pytest.param("上半年办理案件⟦36⟧件。", date(2023, 1, 1), date(2023, 6, 30), id="first-half"),
        pytest.param("2023年下半年办理案件⟦36⟧件。", date(2023, 7, 1), date(2023, 12, 31), id="second-half"),
        pytest.param("第三季度办理案件⟦36⟧件。", date(2023, 7, 1), date(2023, 9, 30), id="quarter"),
        pytest.param("前三季度办理案件⟦36⟧件。", date(2023, 1, 1), date(2023, 9, 30), id="three-quarters"),
        pytest.param("5月办理案件⟦36⟧件。", date(2023, 5, 1), date(2023, 5, 31), id="one-month"),
        pytest.param("5月18日查处案件⟦36⟧件。", date(2023, 5, 18), date(2023, 5, 18), id="one-day"),
        pytest.param("5月18日至20日查处案件⟦36⟧件。", date(2023, 5, 18), date(2023, 5, 20), id="days"),
        pytest.param(
            "5月18日至6月3日查处案件⟦36⟧件。", date(2023, 5, 18), date(2023, 6, 3), id="days-of-two-months"
        ),
        pytest.param(
            "截至2023年11月底，办理案件⟦36⟧件。", date(2023, 1, 1), date(2023, 11, 30), id="up-to-a-month"
        ),
        pytest.param(
            "截至10月15日，办理案件⟦36⟧件。", date(2023, 1, 1), date(2023, 10, 15), id="up-to-a-day"
        ),
        pytest.param("2020年2月查处案件⟦36⟧件。", date(2020, 2, 1), date(2020, 2, 29), id="leap-month"),
    ],
)
def test_a_part_of_a_year(sentence: str, start: date, end: date) -> None:
    quantity = the(sentence)
    assert (quantity.period_start, quantity.period_end) == (start, end)
    assert quantity.is_part_year
    assert quantity.year == start.year


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("全年办理案件⟦36⟧件。", id="all-year"),
        pytest.param("2023年办理案件⟦36⟧件。", id="a-year"),
        pytest.param("2023年1—12月办理案件⟦36⟧件。", id="twelve-months"),
        pytest.param("截至2023年底办理案件⟦36⟧件。", id="up-to-the-end-of-the-year"),
        pytest.param("截至12月31日，办理案件⟦36⟧件。", id="up-to-the-last-day"),
        pytest.param("截至目前办理案件⟦36⟧件。", id="up-to-now"),
        pytest.param("今年以来办理案件⟦36⟧件。", id="since-the-year-began"),
        pytest.param("办理案件⟦36⟧件。", id="nothing-said"),
    ],
)
def test_a_whole_year(sentence: str) -> None:
    quantity = the(sentence)
    assert not quantity.is_part_year
    assert (quantity.period_start, quantity.period_end) == (None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("春运期间查处案件⟦36⟧件。", id="spring-travel"),
        pytest.param("当天查处案件⟦36⟧件。", id="that-day"),
        pytest.param("国庆期间查处案件⟦36⟧件。", id="holiday"),
    ],
)
def test_a_part_of_a_year_without_dates(sentence: str) -> None:
    quantity = the(sentence)
    assert quantity.is_part_year
    assert (quantity.period_start, quantity.period_end) == (None, None)


@pytest.mark.parametrize(
    ("text", "head", "year"),
    [
        pytest.param("开展联合执法⟦12⟧次。", PLAN, 2024, id="plan-of-a-year"),
        pytest.param("开展联合执法⟦12⟧次。", ONLY_A_PLAN, 2024, id="plan-with-a-year-alone"),
        pytest.param("每年培训不少于⟦60学时⟧。", LONG_PLAN, 2026, id="yearly-takes-the-plans-last-year"),
        pytest.param("到2025年，持证率达到⟦95%⟧。", LONG_PLAN, 2025, id="by-a-year"),
        pytest.param("2025年底前，持证率达到⟦95%⟧。", LONG_PLAN, 2025, id="before-the-end-of-a-year"),
        pytest.param("持证率达到⟦95%⟧。", LONG_PLAN, 2026, id="nothing-said"),
        pytest.param("力争2024年占比达到⟦65%⟧。", REPORT, 2024, id="next-year-by-name-in-a-report"),
        pytest.param("明年计划开展联合执法⟦12⟧次。", REPORT, 2024, id="next-year-in-a-report"),
        pytest.param("三、2024年工作计划\n开展联合执法⟦12⟧次。", REPORT, 2024, id="next-year-in-the-heading"),
        pytest.param("三、下一步打算\n开展联合执法⟦12⟧次。", REPORT, 2024, id="next-steps"),
        pytest.param("三、下一步打算\n到2025年，占比达到⟦65%⟧。", REPORT, 2025, id="next-steps-by-a-year"),
    ],
)
def test_the_year_of_a_target(text: str, head: Masthead, year: int) -> None:
    quantity = the(text, head)
    assert (quantity.kind, quantity.year) == ("target", year)


def test_a_plan_keeps_what_the_year_before_brought() -> None:
    before, target = each("2023年开展检查⟦10⟧次，2024年开展检查⟦12⟧次。", PLAN)
    assert (before.kind, before.year) == ("actual", 2023)
    assert (target.kind, target.year) == ("target", 2024)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("落实《2021年行动方案》，办理案件⟦36⟧件。", id="year-of-a-title"),
        pytest.param("根据清交发〔2021〕18号文件，办理案件⟦36⟧件。", id="year-of-a-document-number"),
    ],
)
def test_the_year_of_a_name_is_no_years_of_a_figure(sentence: str) -> None:
    assert the(sentence).year == 2023
