"""Tables: statistics as lines (a label, then its number) and pipe rows with a header."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.language import read
from tests.unit.language_kit import NO_MASTHEAD, PLAN, REPORT, STATISTICS, each, exactly, the, unmark

PIPES = (
    "| 项目 | 2022年 | 2023年 |\n"
    "| --- | --- | --- |\n"
    "| 行政处罚（件） | ⟦40⟧ | ⟦36⟧ |\n"
    "| 罚款金额（万元） | ⟦8.1⟧ | ⟦7.2⟧ |\n"
    "| 办结率 | ⟦99%⟧ | ⟦100%⟧ |\n"
)
LINES = "行政许可\n⟦310⟧\n行政处罚\n⟦125⟧\n行政检查\n⟦1600⟧\n"
SERIES = "项目\n本年\n上年\n行政处罚\n⟦36⟧\n⟦40⟧\n行政许可\n⟦310⟧\n⟦300⟧\n"


def test_pipe_cells() -> None:
    found = exactly(PIPES, STATISTICS)
    assert [(q.value, q.unit) for q in found] == [
        (Decimal(40), "count"),
        (Decimal(36), "count"),
        (Decimal(81_000), "CNY"),
        (Decimal(72_000), "CNY"),
        (Decimal("0.99"), "ratio"),
        (Decimal(1), "ratio"),
    ]
    assert [q.year for q in found] == [2022, 2023] * 3
    assert {q.source_form for q in found} == {"table"}
    assert {q.kind for q in found} == {"actual"}


def test_the_unit_of_a_row_counts_its_cells() -> None:
    assert [q.counter for q in each(PIPES, STATISTICS)[:2]] == ["件", "件"]


def test_a_label_of_a_cell_is_its_row_where_the_column_is_a_year() -> None:
    found = each(PIPES, STATISTICS)
    rows = ["行政处罚", "行政处罚", "罚款金额", "罚款金额", "办结率", "办结率"]
    assert all(row in q.label and "年" not in q.label for q, row in zip(found, rows, strict=True))
    assert [q.year for q in found] == [2022, 2023] * 3


def test_a_label_of_a_cell_is_its_row_and_its_column() -> None:
    found = each("|单位|立案数|罚款金额（万元）|\n|---|---|---|\n|甲大队|⟦12⟧|⟦3.5⟧|", STATISTICS)
    assert [q.label for q in found] == ["甲大队 立案数", "甲大队 罚款金额(万元)"]


def test_the_evidence_of_a_cell_is_its_row() -> None:
    text, _ = unmark(PIPES)
    first = each(PIPES, STATISTICS)[0]
    assert text[first.char_start : first.char_end] == "| 行政处罚（件） | 40 | 36 |"


def test_header_years_are_passed_over_as_dates() -> None:
    text, _ = unmark(PIPES)
    assert [(p.rule, p.raw) for p in read(text, STATISTICS).passed_over] == [
        ("date", "2022年"),
        ("date", "2023年"),
    ]


@pytest.mark.parametrize(
    ("row", "value", "unit"),
    [
        pytest.param("| 行政检查 | ⟦1,600⟧ |", "1600", "count", id="thousands-separator"),
        pytest.param("| 行政检查 | ⟦１６００⟧ |", "1600", "count", id="full-width"),
        pytest.param("| 行政检查 | ⟦1600⟧次 |", "1600", "count", id="counter-in-the-cell"),
        pytest.param("| 工单 | ⟦1.2万⟧件 |", "12000", "count", id="ten-thousands-in-the-cell"),
        pytest.param("| 罚款 | ⟦8.1万元⟧ |", "81000", "CNY", id="money-in-the-cell"),
        pytest.param("| 罚款（元） | ⟦81000⟧ |", "81000", "CNY", id="yuan-in-the-row"),
        pytest.param("| 罚款（亿元） | ⟦0.81⟧ |", "81000000", "CNY", id="hundred-million-yuan-in-the-row"),
        pytest.param("| 按时办结率 | ⟦99.60%⟧ |", "0.996", "ratio", id="share-in-the-cell"),
        pytest.param("| 行政诉讼 | ⟦0⟧ |", "0", "count", id="nought"),
    ],
)
def test_values_of_pipe_cells(row: str, value: str, unit: str) -> None:
    (found,) = exactly(f"| 项目 | 数量 |\n{row}\n", STATISTICS)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("cell", "comparator"),
    [
        pytest.param("≥⟦20⟧家", "ge", id="sign-at-least"),
        pytest.param("≤⟦20⟧家", "le", id="sign-at-most"),
        pytest.param("不少于⟦20⟧家", "ge", id="not-fewer"),
        pytest.param("约⟦20⟧家", "approx", id="about"),
        pytest.param("⟦20⟧家", "eq", id="plain"),
    ],
)
def test_comparing_words_of_a_cell(cell: str, comparator: str) -> None:
    quantity = the(f"| 抽查事项 | 抽查数 |\n| 货运企业 | {cell} |\n", PLAN)
    assert (quantity.comparator, quantity.kind, quantity.year) == (comparator, "target", 2024)


def test_a_column_of_changes() -> None:
    level, change = each("| 项目 | 2023年 | 同比增长 |\n| 行政处罚 | ⟦36⟧件 | ⟦12%⟧ |\n", STATISTICS)
    assert (level.kind, level.value) == ("actual", 36)
    assert (change.kind, change.change_type, change.value) == ("change", "relative", Decimal("0.12"))
    assert (change.year, change.base_year) == (2023, 2022)


def test_places_in_rows_are_subjects() -> None:
    found = each("| 地区 | 处罚件数 |\n| 柳河区 | ⟦36⟧ |\n| 榆林县 | ⟦20⟧ |\n", STATISTICS)
    assert [q.subject for q in found] == ["柳河区", "榆林县"]


def test_rows_without_outer_pipes() -> None:
    found = each("单位|处罚件数|罚款金额（万元）\n柳河区|⟦36⟧|⟦8.1⟧\n榆林县|⟦20⟧|⟦5⟧\n", STATISTICS)
    assert [(q.value, q.unit) for q in found] == [
        (36, "count"),
        (81_000, "CNY"),
        (20, "count"),
        (50_000, "CNY"),
    ]
    assert "处罚件数" in found[0].label
    assert "罚款金额" in found[3].label


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| 项目 | 2022年 | 2023年 |\n| --- | --- | --- |\n", id="header-alone"),
        pytest.param("| 名称 | 备注 |\n| 第一中队 | 3月成立 |\n", id="dates-in-cells"),
        pytest.param("| 名称 | 备注 |\n| 中队 | / |\n| 大队 | - |\n", id="empty-cells"),
    ],
)
def test_tables_without_quantities(text: str) -> None:
    assert read(text, STATISTICS).quantities == []


def test_numbers_of_serial_columns_are_no_quantities() -> None:
    exactly("| 序号 | 项目 | 件数 |\n| 1 | 行政处罚 | ⟦36⟧ |\n| 2 | 行政许可 | ⟦310⟧ |\n", STATISTICS)


def test_lines_of_label_and_number() -> None:
    found = exactly(LINES, STATISTICS)
    assert [q.value for q in found] == [310, 125, 1600]
    assert {(q.unit, q.year, q.kind, q.source_form) for q in found} == {("count", 2023, "actual", "table")}
    for q, label in zip(found, ["行政许可", "行政处罚", "行政检查"], strict=True):
        assert label in q.label


def test_lines_under_column_lines() -> None:
    found = exactly(SERIES, STATISTICS)
    assert [(q.value, q.year) for q in found] == [(36, 2023), (40, 2022), (310, 2023), (300, 2022)]
    assert ["行政处罚" in q.label for q in found] == [True, True, False, False]
    assert ["行政许可" in q.label for q in found] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("行政处罚\n⟦36⟧\n罚款（万元）\n⟦8.1⟧\n", "81000", "CNY", id="unit-in-the-label"),
        pytest.param("行政处罚\n⟦36⟧\n罚款\n⟦8.1万元⟧\n", "81000", "CNY", id="unit-in-the-number"),
        pytest.param("行政处罚\n⟦36⟧\n办结率\n⟦98.5%⟧\n", "0.985", "ratio", id="share"),
        pytest.param(
            "行政处罚\n⟦36⟧\n行政许可\n⟦１，３１０⟧件\n", "1310", "count", id="full-width-with-a-counter"
        ),
    ],
)
def test_values_of_lines(text: str, value: str, unit: str) -> None:
    found = exactly(text, STATISTICS)[-1]
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_text_around_a_table_reads_as_text() -> None:
    text = "全年办理案件⟦36⟧件。\n| 项目 | 件数 |\n| 行政许可 | ⟦310⟧ |\n组织培训⟦6⟧次。\n"
    assert [q.source_form for q in exactly(text, STATISTICS)] == ["text", "table", "text"]


def test_a_cell_says_no_span_within_the_year() -> None:
    found = each(LINES, STATISTICS)
    assert {(q.period_start, q.period_end, q.is_part_year) for q in found} == {(None, None, False)}


def test_a_table_without_a_masthead_has_only_the_years_of_its_columns() -> None:
    assert [q.year for q in each(PIPES, NO_MASTHEAD)] == [2022, 2023] * 3
    assert {q.year for q in each(LINES, NO_MASTHEAD)} == {None}


def test_cells_stand_in_the_segment_of_their_row() -> None:
    text, _ = unmark(PIPES)
    reading = read(text, STATISTICS)
    for q in reading.quantities:
        segment = reading.segments[q.segment_no]
        assert segment.role == "table_row"
        assert segment.char_start <= q.value_start < q.value_end <= segment.char_end


def test_a_line_that_ends_in_a_date_is_no_table() -> None:
    assert read("清源县交通运输局\n2024年1月22日\n", STATISTICS).quantities == []


PENALTIES = """行政处罚实施数量（宗）

警告

罚款

没收违法

所得、没收非法财物

责令停产停业

其他行政处罚

合计（宗）

罚没金额（万元）

⟦2⟧

⟦293⟧

⟦0⟧

⟦1⟧

⟦3⟧

⟦299⟧

⟦817.5⟧
"""


def test_lines_of_a_table_without_names_of_rows() -> None:
    found = each(PENALTIES, STATISTICS)
    assert [q.label for q in found] == [
        "警告", "罚款", "没收违法所得、没收非法财物", "责令停产停业", "其他行政处罚", "合计", "罚没金额(万元)",
    ]  # fmt: skip
    assert [q.value for q in found][-2:] == [299, 8_175_000]
    assert [q.unit for q in found] == ["count"] * 6 + ["CNY"]


def test_a_row_with_a_name_keeps_its_columns() -> None:
    lines = "单位\n申请数量\n受理数量\n许可数量\n市交通局\n⟦5⟧\n⟦4⟧\n⟦3⟧\n市水务局\n⟦2⟧\n⟦2⟧\n⟦1⟧"
    found = each(lines, STATISTICS)
    assert [q.label for q in found[:3]] == ["市交通局 申请数量", "市交通局 受理数量", "市交通局 许可数量"]


def test_a_heading_that_is_broken_within_a_word_is_put_together() -> None:
    table = "行政 拘留 | 其他行政处罚 | 合计(宗) |\n⟦5⟧ | ⟦4⟧ | ⟦9⟧ |"
    assert [q.label for q in each(table, STATISTICS)] == ["行政拘留", "其他行政处罚", "合计"]


def test_a_column_that_only_says_when_is_no_label() -> None:
    level, change = each(
        "指标 | 2023年 | 同比变化 |\n---|---|---|\n案件总量 | ⟦120⟧件 | ⟦+10%⟧ |", STATISTICS
    )
    assert (level.label, level.year, change.label, change.kind) == ("案件总量", 2023, "案件总量", "change")


def test_a_column_of_units_counts_its_row_and_a_column_of_codes_says_nothing() -> None:
    found = exactly(
        "编号 | 指标 | 单位 | 上年完成 | 本年目标 |\nA1 | 持证率 | % | ⟦96.2⟧ | ⟦100⟧ |\n"
        "A2 | 人均培训 | 学时 | ⟦54⟧ | ≥⟦60⟧ |\nA3 | 联合执法 | 次 | ⟦36⟧ | ⟦40⟧以上 |\n",
        PLAN,
    )
    assert [q.label for q in found] == ["持证率", "持证率", "人均培训", "人均培训", "联合执法", "联合执法"]
    assert [q.unit for q in found] == ["ratio", "ratio", "hour", "hour", "count", "count"]
    assert [q.kind for q in found] == ["actual", "target"] * 3
    assert [q.comparator for q in found] == ["eq", "eq", "eq", "ge", "eq", "ge"]


def test_a_line_between_label_and_number_may_say_the_unit() -> None:
    found = exactly("检查企业\n家次\n⟦402⟧\n罚款金额\n万元\n⟦1.5⟧\n", STATISTICS)
    assert [(q.label, q.value, q.unit) for q in found] == [
        ("检查企业", 402, "count"),
        ("罚款金额", 15000, "CNY"),
    ]


def test_a_heading_above_lines_is_no_part_of_their_labels() -> None:
    found = exactly("行政处罚\n立案\n⟦143⟧\n不予处罚\n⟦4⟧\n监督检查\n投诉举报（件）\n⟦95⟧\n", STATISTICS)
    assert [q.label for q in found] == ["立案", "不予处罚", "投诉举报"]


def test_a_table_is_about_the_year_that_its_section_looks_back_at() -> None:
    table = "| 事项 | 数量 |\n| --- | --- |\n| 行政处罚（件） | ⟦36⟧ |\n"
    assert [q.year for q in each(f"一、上年度执法情况\n{table}二、工作安排\n", REPORT)] == [2022]
    assert [q.year for q in each(f"一、执法情况\n{table}", REPORT)] == [2023]
