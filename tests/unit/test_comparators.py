"""Comparators: what 余, 近, 以上, 不少于 and their like make of a number, before it and behind it."""

from __future__ import annotations

import pytest

from tests.unit.language_kit import PLAN, exactly, the


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        pytest.param("⟦300⟧起", "eq", id="plain"),
        pytest.param("共⟦300⟧起", "eq", id="in-all"),
        pytest.param("达⟦300⟧起", "eq", id="reached"),
        pytest.param("达到⟦300⟧起", "eq", id="reached-in-full"),
        pytest.param("⟦300⟧余起", "gt", id="yu"),
        pytest.param("⟦300⟧多起", "gt", id="duo"),
        pytest.param("⟦三百⟧余起", "gt", id="yu-behind-chinese"),
        pytest.param("⟦三百⟧多起", "gt", id="duo-behind-chinese"),
        pytest.param("⟦十⟧余起", "gt", id="yu-behind-ten"),
        pytest.param("⟦二十⟧多起", "gt", id="duo-behind-tens"),
        pytest.param("⟦1.2万⟧余起", "gt", id="yu-behind-ten-thousands"),
        pytest.param("⟦3百⟧余起", "gt", id="yu-behind-hundreds"),
        pytest.param("逾⟦300⟧起", "gt", id="yu-before"),
        pytest.param("超⟦300⟧起", "gt", id="chao"),
        pytest.param("超过⟦300⟧起", "gt", id="chaoguo"),
        pytest.param("突破⟦300⟧起", "gt", id="broke-through"),
        pytest.param("多于⟦300⟧起", "gt", id="more-than"),
        pytest.param(">⟦300⟧起", "gt", id="sign-greater"),
        pytest.param("约⟦300⟧起", "approx", id="yue"),
        pytest.param("大约⟦300⟧起", "approx", id="about"),
        pytest.param("近⟦300⟧起", "approx", id="jin"),
        pytest.param("近⟦百⟧起", "approx", id="jin-before-a-hundred"),
        pytest.param("将近⟦300⟧起", "approx", id="jiangjin"),
        pytest.param("接近⟦300⟧起", "approx", id="close-to"),
        pytest.param("⟦300⟧起左右", "approx", id="or-so"),
        pytest.param("⟦300⟧起上下", "approx", id="thereabouts"),
        pytest.param("⟦3000⟧来起", "approx", id="lai"),
        pytest.param("⟦300⟧起以上", "ge", id="and-above"),
        pytest.param("⟦300⟧起（含）以上", "ge", id="and-above-included"),
        pytest.param("⟦300⟧起及以上", "ge", id="and-also-above"),
        pytest.param("不少于⟦300⟧起", "ge", id="not-fewer"),
        pytest.param("不得少于⟦300⟧起", "ge", id="may-not-be-fewer"),
        pytest.param("不低于⟦300⟧起", "ge", id="not-lower"),
        pytest.param("至少⟦300⟧起", "ge", id="at-least"),
        pytest.param("≥⟦300⟧起", "ge", id="sign-at-least"),
        pytest.param("⟦300⟧起以下", "le", id="and-below"),
        pytest.param("⟦300⟧起以内", "le", id="within"),
        pytest.param("不超过⟦300⟧起", "le", id="not-over"),
        pytest.param("不得超过⟦300⟧起", "le", id="may-not-be-over"),
        pytest.param("不高于⟦300⟧起", "le", id="not-higher"),
        pytest.param("不多于⟦300⟧起", "le", id="not-more"),
        pytest.param("最多⟦300⟧起", "le", id="at-most"),
        pytest.param("≤⟦300⟧起", "le", id="sign-at-most"),
        pytest.param("不足⟦300⟧起", "lt", id="short-of"),
        pytest.param("低于⟦300⟧起", "lt", id="below"),
        pytest.param("少于⟦300⟧起", "lt", id="fewer-than"),
        pytest.param("不到⟦300⟧起", "lt", id="not-up-to"),
        pytest.param("<⟦300⟧起", "lt", id="sign-less"),
    ],
)
def test_comparing_words_of_a_count(words: str, comparator: str) -> None:
    (quantity,) = exactly(f"全年查处违法案件{words}。")
    assert (quantity.comparator, quantity.unit, quantity.counter) == (comparator, "count", "起")


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        pytest.param("满意率⟦98%⟧。", "eq", id="plain"),
        pytest.param("满意率达⟦98%⟧。", "eq", id="reached"),
        pytest.param("满意率超⟦98%⟧。", "gt", id="over"),
        pytest.param("满意率⟦98%⟧以上。", "ge", id="and-above"),
        pytest.param("满意率保持在⟦98%⟧以上。", "ge", id="kept-above"),
        pytest.param("满意率不低于⟦98%⟧。", "ge", id="not-lower"),
        pytest.param("满意率近⟦98%⟧。", "approx", id="near"),
        pytest.param("超限率控制在⟦3%⟧以内。", "le", id="within"),
        pytest.param("超限率低于⟦3%⟧。", "lt", id="below"),
        pytest.param("非现场案件占比近⟦七成⟧。", "approx", id="tenths-near"),
        pytest.param("非现场案件占比超⟦六成⟧。", "gt", id="tenths-over"),
        pytest.param("非现场案件占比达⟦六成⟧以上。", "ge", id="tenths-and-above"),
    ],
)
def test_comparing_words_of_a_share(sentence: str, comparator: str) -> None:
    (quantity,) = exactly(sentence)
    assert (quantity.comparator, quantity.unit) == (comparator, "ratio")


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        pytest.param("罚款⟦200万元⟧。", "eq", id="plain"),
        pytest.param("罚款⟦200余万元⟧。", "gt", id="yu-within"),
        pytest.param("罚款⟦200多万元⟧。", "gt", id="duo-within"),
        pytest.param("罚款超⟦200万元⟧。", "gt", id="over"),
        pytest.param("罚款近⟦200万元⟧。", "approx", id="near"),
        pytest.param("罚款约⟦200万元⟧。", "approx", id="about"),
        pytest.param("罚款⟦200万元⟧左右。", "approx", id="or-so"),
        pytest.param("人均学习⟦60课时⟧以上。", "ge", id="hours-and-above"),
        pytest.param("人均学习近⟦60课时⟧。", "approx", id="hours-near"),
        pytest.param("人均学习不少于⟦60学时⟧。", "ge", id="hours-not-fewer"),
    ],
)
def test_comparing_words_of_a_measure(sentence: str, comparator: str) -> None:
    (quantity,) = exactly(sentence)
    assert quantity.comparator == comparator


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        pytest.param("满意率达到⟦95%⟧。", "ge", id="reach"),
        pytest.param("满意率达⟦95%⟧以上。", "ge", id="reach-and-above"),
        pytest.param("力争非现场案件占比达到⟦50%⟧。", "ge", id="strive-to-reach"),
        pytest.param("全年开展联合执法⟦12⟧次。", "eq", id="plain"),
        pytest.param("超限率控制在⟦3%⟧以内。", "le", id="kept-within"),
        pytest.param("案件办理期限不超过⟦60天⟧。", "le", id="not-over"),
    ],
)
def test_to_reach_a_figure_is_a_demand_for_at_least_it(sentence: str, comparator: str) -> None:
    quantity = the(sentence, PLAN)
    assert (quantity.kind, quantity.comparator) == ("target", comparator)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("查处超限⟦300⟧辆。", id="overload"),
        pytest.param("查处超载⟦300⟧辆。", id="overweight"),
        pytest.param("开展治超⟦300⟧次。", id="overload-control"),
        pytest.param("检查附近⟦300⟧家企业。", id="nearby"),
        pytest.param("最近⟦300⟧家企业受检。", id="lately"),
        pytest.param("超额完成案件⟦300⟧件。", id="beyond-the-norm"),
        pytest.param("新增多功能站点⟦300⟧个。", id="more-in-a-name"),
    ],
)
def test_words_that_only_look_like_comparing_ones(sentence: str) -> None:
    assert the(sentence).comparator == "eq"


def test_each_number_of_a_sentence_has_its_own() -> None:
    found = exactly("全年出动执法人员⟦3000⟧余人次，检查企业近⟦500⟧家，查处案件⟦36⟧起。")
    assert [q.comparator for q in found] == ["gt", "approx", "eq"]


def test_the_evidence_holds_the_comparing_words() -> None:
    text = "全年组织培训不少于60学时以上，罚款200余万元。"
    hours, money = exactly("全年组织培训不少于⟦60学时⟧以上，罚款⟦200余万元⟧。")
    assert text[hours.char_start : hours.char_end] == "全年组织培训不少于60学时以上"
    assert text[money.char_start : money.char_end] == "罚款200余万元"
