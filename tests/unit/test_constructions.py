"""Constructions in which two figures share words, years, counters or bounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.language_kit import (
    NEWS,
    NO_MASTHEAD,
    PLAN,
    REPORT,
    denials,
    each,
    exactly,
    passed,
    the,
    totalities,
)


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        pytest.param("罚没款⟦1万2000元⟧。", "12000", "CNY", id="sum-with-its-rest"),
        pytest.param("罚款⟦1亿2000万元⟧。", "120000000", "CNY", id="both-with-multipliers"),
        pytest.param("没收违法所得⟦2万5千元⟧。", "25000", "CNY", id="rest-in-thousands"),
        pytest.param("培训⟦1千2百⟧余人次。", "1200", "count", id="hundreds-behind-thousands"),
        pytest.param("作出处罚决定⟦1 206⟧件。", "1206", "count", id="space-between-thousands"),
    ],
)
def test_a_number_in_two_pieces_is_one(sentence: str, value: str, unit: str) -> None:
    (quantity,) = exactly(sentence)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("words", ["至", "-", "—", "～"])
def test_both_ends_of_a_range_count(words: str) -> None:
    low, high = exactly(f"每季度开展⟦3⟧{words}⟦5⟧次案卷评查。")
    assert [(q.value, q.comparator, q.counter) for q in (low, high)] == [(3, "ge", "次"), (5, "le", "次")]
    assert low.label == high.label and "案卷评查" in low.label


@pytest.mark.parametrize("sentence", ["查处⟦五六起⟧案件。", "查处⟦三五起⟧案件。", "查处⟦二三十起⟧案件。"])
def test_two_neighbouring_digits_are_no_number(sentence: str) -> None:
    assert [p.rule for p in passed(sentence)] == ["vague_numeral"]


@pytest.mark.parametrize(
    "sentence", ["立案数：⟦36⟧；其余从略。", "立案数：⟦36⟧。", "罚没金额（万元）：⟦36⟧。"]
)
def test_a_number_behind_its_label_and_a_colon_counts(sentence: str) -> None:
    assert the(sentence).raw == "36"


@pytest.mark.parametrize(
    "sentence", ["办公电话⟦2123456⟧。", "邮编：⟦313000⟧。", "传真：⟦2123456⟧，欢迎垂询。"]
)
def test_numbers_of_contacts_are_identifiers(sentence: str) -> None:
    assert [p.rule for p in passed(sentence)] == ["identifier"]


def test_a_span_over_two_years_is_of_neither() -> None:
    quantity = the("2022年11月至2023年10月，共办理行政处罚案件⟦128⟧件。")
    assert (quantity.year, quantity.period_start, quantity.period_end) == (
        None,
        date(2022, 11, 1),
        date(2023, 10, 31),
    )


@pytest.mark.parametrize(
    ("sentence", "years", "label"),
    [
        pytest.param("立案率由2022年的⟦82%⟧提高到2023年的⟦95%⟧。", [2022, 2023], "立案率", id="rate"),
        pytest.param("案件数量由上年的⟦120⟧件下降到今年的⟦98⟧件。", [2022, 2023], "案件数量", id="count"),
    ],
)
def test_two_levels_share_what_has_them(sentence: str, years: list[int], label: str) -> None:
    found = each(sentence)
    assert [q.year for q in found] == years
    assert [q.label for q in found] == [label, label]
    assert {q.kind for q in found} == {"actual"}


def test_the_level_of_last_year_may_stand_in_brackets() -> None:
    quantity = the("2023年办理案件160件，同比（⟦110⟧件）上升45%。")
    assert (quantity.year, quantity.kind, quantity.label) == (2022, "actual", "办理案件")


def test_growth_by_a_multiple_is_a_change() -> None:
    quantity = the("办理案件110件，增长⟦1.5倍⟧。")
    assert (quantity.kind, quantity.change_type, quantity.value, quantity.unit) == (
        "change",
        "relative",
        Decimal("1.5"),
        "ratio",
    )


def test_less_than_last_years_level_is_a_change() -> None:
    quantity = the("去年同一时段立案14件，少了⟦5⟧件。")
    assert (quantity.kind, quantity.value, quantity.label) == ("change", -5, "立案")


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        pytest.param("罚款8万元，处罚9件，两项指标较上年分别下降⟦18%⟧、⟦24%⟧。", ["罚款", "处罚"], id="both"),
        pytest.param(
            "处罚31件、716万元（件数同比-⟦22%⟧，金额同比+⟦9%⟧）。", ["处罚", "处罚"], id="by-measure"
        ),
        pytest.param("查处超限车辆91台（百吨王3台），同比多⟦9⟧台。", ["查处超限车辆"], id="behind-brackets"),
        pytest.param(
            "作出处罚31件、罚款21万元（上年为⟦36⟧件、⟦24万元⟧）。", ["作出处罚", "罚款"], id="by-unit"
        ),
    ],
)
def test_figures_without_words_take_those_of_their_own_level(sentence: str, labels: list[str]) -> None:
    found = each(sentence)
    assert len(found) == len(labels)
    assert all(label in q.label for q, label in zip(found, labels, strict=True))


def test_as_many_changes_as_levels_belong_to_one_each() -> None:
    found = exactly("实施行政处罚⟦563⟧起，罚款⟦32万元⟧，同比下降⟦11.2%⟧和⟦5.6%⟧。")
    assert [(q.kind, q.label) for q in found[2:]] == [("change", found[0].label), ("change", found[1].label)]


def test_a_counter_at_the_end_holds_for_the_run() -> None:
    found = each("检查客车、货车、网约车依次为⟦214⟧、⟦96⟧、⟦58⟧辆。")
    assert [q.counter for q in found] == ["辆", "辆", "辆"]
    assert [q.label for q in found] == ["检查客车", "检查货车", "检查网约车"]


def test_persons_and_their_rate_are_told_apart() -> None:
    persons, rate = each("全局⟦378⟧名执法人员持证率⟦100%⟧。")
    assert (persons.label, rate.label) == ("执法人员", "执法人员持证率")


def test_what_is_said_behind_a_rate_counts_its_cases() -> None:
    assert the("重大处罚法制审核率100%，审核⟦87⟧件。").label == "重大处罚法制审核"


def test_a_sum_of_money_in_a_list_of_parts_is_a_part() -> None:
    total, _, part = each("查处案件⟦900⟧件，其中食品类案件⟦214⟧起、罚没⟦187万元⟧。")
    assert part.parent_start is None and total.parent_start is None
    money, _, part = each("罚没⟦500万元⟧，其中食品类案件⟦214⟧起、罚没⟦187万元⟧。")
    assert part.parent_start == money.value_start


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("到2025年，电子证照占比达⟦65%⟧以上。", id="by-a-later-year"),
        pytest.param("2024年底前完成整改⟦36⟧件。", id="before-the-end-of-a-later-year"),
        pytest.param("2024年将继续开展培训⟦12⟧次。", id="will"),
        pytest.param("2024年计划抽查企业⟦120⟧家。", id="planned"),
    ],
)
def test_what_a_report_says_of_later_years_is_a_target(sentence: str) -> None:
    quantity = the(sentence)
    assert (quantity.kind, quantity.year) == ("target", 2025 if "2025" in sentence else 2024)


def test_what_stands_after_the_year_is_no_target() -> None:
    assert the("截至2024年1月，全县共有执法人员⟦36⟧人。").kind == "actual"


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        pytest.param("非现场案件占比要从⟦19%⟧提到⟦40%⟧以上。", ["actual", "target"], id="level-that-is-left"),
        pytest.param("持证人数由现有的⟦4⟧人增加到⟦9⟧人。", ["actual", "target"], id="level-that-is-reached"),
        pytest.param("重点检查⟦121⟧家（危化品⟦38⟧、工贸⟦83⟧）。", ["target"] * 3, id="parts-of-a-target"),
        pytest.param("对上年度办结的案卷抽取⟦20⟧卷以上开展评查。", ["target"], id="cases-of-last-year"),
    ],
)
def test_levels_and_targets_in_a_plan(sentence: str, kinds: list[str]) -> None:
    assert [q.kind for q in each(sentence, PLAN)] == kinds


def test_a_text_that_opens_as_a_plan_sets_targets() -> None:
    found = each("某局2023年度监督检查安排：药店抽查⟦120⟧家；举报答复率⟦100%⟧。", NEWS)
    assert {q.kind for q in found} == {"target"}


@pytest.mark.parametrize("words", ["至少开展", "至少组织", "不少于开展"])
def test_a_verb_may_stand_between_a_bound_and_its_number(words: str) -> None:
    assert the(f"每年{words}⟦1⟧次培训。").comparator == "ge"


def test_an_agreement_is_no_approximation() -> None:
    quantity = the("修订村规民约⟦12⟧件。")
    assert (quantity.comparator, quantity.label) == ("eq", "修订村规民约")


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        pytest.param("全年既无复议也无诉讼。", ["复议", "诉讼"], id="neither-nor"),
        pytest.param("“百吨王”零出现。", ["百吨王"], id="thing-before-the-nought"),
    ],
)
def test_what_is_denied(sentence: str, things: list[str]) -> None:
    found = denials(sentence)
    assert len(found) == len(things)
    assert all(thing in s.label for s, thing in zip(found, things, strict=True))


def test_all_of_them_may_be_said_with_dou() -> None:
    assert [s.label.split("|")[0] for s in totalities("回访群众都表示满意。")] == ["表示满意"]
    assert [s.label.split("|")[0] for s in totalities("12345热线工单36件，件件按期办结。")] == ["按期办结"]


def test_a_cell_that_says_none_is_a_stated_nought() -> None:
    table = "|指标|数量|\n|---|---|\n|行政复议案件|⟦无⟧|\n|行政诉讼案件|⟦2⟧|"
    assert [(q.value, "复议" in q.label) for q in each(table)] == [(0, True), (2, False)]


def test_none_in_a_column_of_words_is_no_number() -> None:
    from ingest.language import read

    assert read("|单位|备注|\n|---|---|\n|甲队|无|\n|乙队|略|", REPORT).quantities == []


def test_a_column_of_plans_holds_targets() -> None:
    planned, done = each("|单位|计划抽查数|完成数|\n|---|---|---|\n|甲大队|⟦12⟧|⟦11⟧|")
    assert (planned.kind, done.kind) == ("target", "actual")


def test_the_year_of_a_paragraph_is_the_latest_that_it_names() -> None:
    text = "2024年新收复议申请214件，2023年是131件。审结⟦178⟧件。"
    assert the(text, NO_MASTHEAD).year == 2024


def test_close_to_ten_thousand_is_a_number() -> None:
    quantity = the("发放资料近⟦万⟧份。")
    assert (quantity.value, quantity.comparator, quantity.counter) == (10000, "approx", "份")


def test_a_rate_of_nought_needs_no_sign() -> None:
    assert the("复议纠错率为⟦0⟧。").unit == "ratio"


@pytest.mark.parametrize("sentence", ["罚款则降了⟦7.8%⟧。", "败诉率又降⟦1.6个百分点⟧。"])
def test_a_share_that_fell_is_a_change(sentence: str) -> None:
    quantity = the(sentence)
    assert (quantity.kind, quantity.value < 0) == ("change", True)


def test_the_level_from_which_a_figure_moved_has_its_year() -> None:
    assert next(q.year for q in exactly("检查从2022年的⟦6.3万⟧次压到⟦4.05万⟧次。")) == 2022


def test_a_later_year_and_a_colon_open_targets() -> None:
    found = each("2024年全州这么干：人均参训⟦60学时⟧；评查案卷⟦600⟧本；集体学法⟦4⟧次。")
    assert [(q.kind, q.year) for q in found] == [("target", 2024)] * 3


def test_the_level_of_the_same_time_last_year_in_brackets() -> None:
    found = exactly("立案查处案件⟦389⟧宗。与去年同期（⟦452⟧宗）相比下降。")
    assert (found[1].label, found[1].year) == (found[0].label, 2022)


def test_figures_since_an_era_opened_are_of_no_one_year() -> None:
    assert {q.year for q in exactly("“十四五”以来，累计办理案件⟦1200⟧件，罚款⟦56万元⟧。")} == {None}


def test_parts_may_be_pairs_of_cases_and_money() -> None:
    total, *parts = exactly(
        "查办案件⟦1026⟧件，罚款⟦986万元⟧，其中食品领域案件⟦356⟧件、罚款⟦212万元⟧，价格案件⟦45⟧件、罚款⟦38万元⟧。"
    )
    money, food, food_money, prices, prices_money = parts
    assert food.parent_start == prices.parent_start == total.value_start
    assert food_money.parent_start == prices_money.parent_start == money.value_start


def test_what_is_compared_to_is_no_part_of_a_label() -> None:
    found = exactly("案件数、罚没款分别比上年增长⟦12.3%⟧、⟦8.6%⟧。")
    assert [q.label for q in found] == ["案件数", "罚没款"]


def test_an_act_takes_no_verb_of_the_act_before() -> None:
    assert each("责令整改⟦39⟧家，行政处罚⟦5⟧家。")[1].label == "行政处罚"
