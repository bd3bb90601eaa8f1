"""Kinds: what happened, what is to be reached, and what has changed (with its sign)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.records import Masthead
from tests.unit.language_kit import LONG_PLAN, NEWS, NO_MASTHEAD, PLAN, REPORT, each, the


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("全年办理行政处罚案件⟦36⟧件。", REPORT, id="annual-report"),
        pytest.param("查获非法营运车⟦36⟧辆。", NEWS, id="news"),
        pytest.param("办理行政处罚案件⟦36⟧件。", NO_MASTHEAD, id="no-masthead"),
        pytest.param(
            "一、2023年工作完成情况\n办理行政处罚案件⟦36⟧件。", REPORT, id="section-of-what-was-done"
        ),
        pytest.param("满意率达到⟦98%⟧。", REPORT, id="reached"),
        pytest.param("满意率保持在⟦98%⟧以上。", REPORT, id="kept"),
        pytest.param("全年新增执法车辆⟦6⟧辆。", REPORT, id="newly-added"),
        pytest.param("抽查计划已完成⟦120⟧次。", REPORT, id="plan-fulfilled"),
        pytest.param("2023年，办理行政处罚案件⟦36⟧件。", PLAN, id="last-year-in-a-plan"),
        pytest.param("截至2023年底，持证执法人员⟦86⟧名。", PLAN, id="what-stands-in-a-plan"),
        pytest.param("目前现有执法人员⟦86⟧名。", PLAN, id="what-there-is-in-a-plan"),
        pytest.param("三、下一步工作打算\n2023年已开展培训⟦6⟧次。", REPORT, id="done-in-the-next-year-part"),
    ],
)
def test_what_happened(text: str, head: Masthead) -> None:
    assert the(text, head).kind == "actual"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("开展联合执法⟦12⟧次。", PLAN, id="plain-in-a-plan"),
        pytest.param("一、主要任务\n（二）全年评查案卷⟦60⟧份。", PLAN, id="under-a-plans-headings"),
        pytest.param("执法人员每年培训不少于⟦60学时⟧。", LONG_PLAN, id="plan-of-years"),
        pytest.param("抽查计划⟦120⟧个。", PLAN, id="planned-count"),
        pytest.param("力争2024年非现场案件占比达到⟦65%⟧以上。", REPORT, id="strive"),
        pytest.param("力争办结率达⟦98%⟧。", NEWS, id="strive-in-news"),
        pytest.param("确保明年培训不少于⟦6⟧次。", REPORT, id="make-sure"),
        pytest.param("2024年计划开展联合执法⟦12⟧次。", REPORT, id="planned"),
        pytest.param("明年拟开展联合执法⟦12⟧次。", REPORT, id="intended"),
        pytest.param("三、2024年工作计划\n开展联合执法⟦12⟧次。", REPORT, id="section-of-the-next-year"),
        pytest.param("四、下一步工作打算\n开展联合执法⟦12⟧次。", REPORT, id="section-of-next-steps"),
        pytest.param("四、下一步工作打算\n（一）强化执法\n开展联合执法⟦12⟧次。", REPORT, id="below-a-section-of-next-steps"),
        pytest.param("三、2024年度法治建设\n开展联合执法⟦12⟧次。", REPORT, id="section-that-names-a-later-year"),
        pytest.param("五、2024年工作思路\n评查案卷⟦60⟧份。", REPORT, id="section-of-ideas"),
    ],
)  # fmt: skip
def test_what_is_to_be_reached(text: str, head: Masthead) -> None:
    assert the(text, head).kind == "target"


def test_the_next_year_part_ends_with_its_section() -> None:
    found = each("一、下一步打算\n检查企业⟦12⟧家。\n二、工作成效\n办理案件⟦36⟧件。")
    assert [q.kind for q in found] == ["target", "actual"]


@pytest.mark.parametrize(
    ("sentence", "value", "change_type"),
    [
        pytest.param("办理案件36件，同比下降⟦22%⟧。", "-0.22", "relative", id="fell"),
        pytest.param("办理案件36件，同比增长⟦22%⟧。", "0.22", "relative", id="grew"),
        pytest.param("办理案件36件，同比上升⟦22.5%⟧。", "0.225", "relative", id="rose"),
        pytest.param("办理案件36件，较上年减少⟦22%⟧。", "-0.22", "relative", id="less-than-the-year-before"),
        pytest.param("办理案件36件，比去年增加⟦22%⟧。", "0.22", "relative", id="more-than-last-year"),
        pytest.param("办理案件36件，较2022年下降⟦22%⟧。", "-0.22", "relative", id="against-a-year-by-name"),
        pytest.param("办理案件36件，与上年同期相比下降了⟦22%⟧。", "-0.22", "relative", id="compared"),
        pytest.param("办理案件36件（同比下降⟦22%⟧）。", "-0.22", "relative", id="in-brackets"),
        pytest.param("办理案件36件，同比降低⟦百分之二十⟧。", "-0.20", "relative", id="in-words"),
        pytest.param("办理案件36件，同比下降约⟦22%⟧。", "-0.22", "relative", id="about"),
        pytest.param("办理案件36件，降幅达⟦22%⟧。", "-0.22", "relative", id="extent-of-a-fall"),
        pytest.param("办理案件36件，增幅为⟦22%⟧。", "0.22", "relative", id="extent-of-a-growth"),
        pytest.param("执法人员86人，同比减少⟦22⟧人。", "-22", "absolute", id="fewer-people"),
        pytest.param("执法人员86人，比上年减少⟦22⟧人。", "-22", "absolute", id="fewer-than-the-year-before"),
        pytest.param("办理案件36件，同比增加⟦8⟧件。", "8", "absolute", id="more-cases"),
        pytest.param("办理案件36件，较去年多⟦8⟧件。", "8", "absolute", id="many-more"),
        pytest.param("办理案件36件，比上年少⟦8⟧件。", "-8", "absolute", id="many-fewer"),
        pytest.param("罚款36万元，同比减少⟦8万元⟧。", "-80000", "absolute", id="money"),
        pytest.param("败诉率3.1%，同比下降⟦3.95个百分点⟧。", "-0.0395", "points", id="points-down"),
        pytest.param("出庭率98%，同比提高⟦0.84个百分点⟧。", "0.0084", "points", id="points-up"),
    ],
)
def test_a_change_has_a_sign_and_a_type(sentence: str, value: str, change_type: str) -> None:
    quantity = the(sentence)
    assert (quantity.kind, quantity.value, quantity.change_type) == ("change", Decimal(value), change_type)
    assert (quantity.year, quantity.base_year) == (2023, 2022)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("超限率下降到⟦3%⟧。", "0.03", id="fell-to"),
        pytest.param("超限率降至⟦3%⟧。", "0.03", id="fell-as-far-as"),
        pytest.param("办结率提升至⟦98%⟧。", "0.98", id="rose-to"),
        pytest.param("办结率由95%提高到⟦98%⟧。", "0.98", id="from-and-to"),
        pytest.param("执法人员增至⟦86⟧人。", "86", id="grew-to-a-count"),
        pytest.param("执法人员减少到⟦86⟧人。", "86", id="shrank-to-a-count"),
    ],
)
def test_the_level_that_a_change_leads_to_is_no_change(sentence: str, value: str) -> None:
    quantity = the(sentence)
    assert (quantity.kind, quantity.change_type, quantity.value) == ("actual", None, Decimal(value))


def test_a_level_and_its_change() -> None:
    level, change = each("全年办理案件⟦36⟧件，同比下降⟦22%⟧。")
    assert (level.kind, level.change_type, level.base_year, level.value) == ("actual", None, None, 36)
    assert (change.kind, change.value) == ("change", Decimal("-0.22"))
    assert "案件" in change.label
    assert (change.counted_unit, change.counted_counter) == ("count", "件")


def test_a_change_before_its_level() -> None:
    change, level = each("罚没金额则下降⟦8%⟧，为⟦612.4万元⟧。")
    assert (change.kind, change.value, change.change_type) == ("change", Decimal("-0.08"), "relative")
    assert (level.kind, level.value, level.unit) == ("actual", 6_124_000, "CNY")
    assert "罚没金额" in change.label
    assert "罚没金额" in level.label
    assert change.counted_unit == "CNY"


def test_changes_that_are_listed_share_their_sign() -> None:
    found = each("立案数、结案数同比分别下降⟦12%⟧、⟦15%⟧。")
    assert [(q.kind, q.value) for q in found] == [("change", Decimal("-0.12")), ("change", Decimal("-0.15"))]
    assert "立案" in found[0].label
    assert "结案" in found[1].label


def test_changes_of_both_signs() -> None:
    found = each("立案36件，同比增长⟦12%⟧；结案30件，同比下降⟦15%⟧。")
    assert [q.value for q in found] == [Decimal("0.12"), Decimal("-0.15")]


def test_last_years_level_is_an_actual() -> None:
    before, change = each("办理案件4402件，比上年同期（⟦4102⟧件）多⟦300⟧件。")
    assert (before.kind, before.year, before.value) == ("actual", 2022, 4102)
    assert (change.kind, change.year, change.value) == ("change", 2023, 300)


@pytest.mark.parametrize(
    ("sentence", "recurrence"),
    [
        pytest.param("执法人员每年培训不少于⟦60学时⟧。", "yearly", id="every-year"),
        pytest.param("每人每年学习⟦60学时⟧以上。", "yearly", id="every-person-every-year"),
        pytest.param("到2026年，持证率达到⟦95%⟧。", "once", id="by-a-year"),
        pytest.param("新增办案能手⟦20⟧名。", "once", id="not-said"),
    ],
)
def test_targets_recur_or_stand_once(sentence: str, recurrence: str) -> None:
    quantity = the(sentence, LONG_PLAN)
    assert (quantity.kind, quantity.recurrence) == ("target", recurrence)


def test_only_targets_recur() -> None:
    assert the("全年每人学习⟦60学时⟧。").recurrence is None


def test_what_a_plan_compares_with_last_year_is_still_to_come() -> None:
    found = each("案件较上年增长⟦10%⟧，办理一般程序案件⟦60⟧件以上。", PLAN)
    assert [q.kind for q in found] == ["change", "target"]
