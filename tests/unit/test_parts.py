"""Totals and their parts: which number each part points to, and what a share is taken of."""

from __future__ import annotations

import pytest

from ingest.language import read
from tests.unit.language_kit import REPORT, each


def parents(marked: str) -> list[str | None]:
    """Of each marked number the raw text of the total that it points to."""
    found = each(marked)
    at = {q.value_start: q.raw for q in found}
    assert all(q.parent_start is None or q.parent_start in at for q in found), "a parent is not marked"
    return [None if q.parent_start is None else at[q.parent_start] for q in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("办理案件⟦366⟧件（其中简易程序⟦160⟧件）。", [None, "366"], id="bracket-with-among-them"),
        pytest.param("办理案件⟦366⟧件（简易程序⟦160⟧件）。", [None, "366"], id="bracket"),
        pytest.param("办理案件⟦366⟧件(简易程序⟦160⟧件)。", [None, "366"], id="half-width-bracket"),
        pytest.param("办理案件⟦366⟧件（简易程序⟦160⟧件、普通程序⟦206⟧件）。", [None, "366", "366"], id="list-in-a-bracket"),
        pytest.param("办理案件⟦366⟧件（简易程序⟦160⟧件），检查企业⟦95⟧家。", [None, "366", None], id="a-bracket-ends"),
        pytest.param("检查企业⟦95⟧家，办理案件⟦366⟧件（简易程序⟦160⟧件）。", [None, None, "366"], id="a-bracket-is-of-the-number-before-it"),
    ],
)  # fmt: skip
def test_numbers_in_brackets_are_parts(sentence: str, expected: list[str | None]) -> None:
    assert parents(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("办理案件⟦366⟧件，其中简易程序⟦160⟧件。", [None, "366"], id="among-them"),
        pytest.param("办理案件⟦366⟧件，其中：简易程序⟦160⟧件。", [None, "366"], id="among-them-and-a-colon"),
        pytest.param("办理案件⟦366⟧件，其中简易程序⟦150⟧件，普通程序⟦200⟧件。", [None, "366", "366"], id="list-by-commas"),
        pytest.param("办理案件⟦366⟧件，其中简易程序⟦150⟧件、普通程序⟦200⟧件。", [None, "366", "366"], id="list-by-pauses"),
        pytest.param("办理案件⟦366⟧件，包括简易程序⟦160⟧件。", [None, "366"], id="including"),
        pytest.param("办理案件⟦366⟧件，分别为超限⟦160⟧件、非法营运⟦206⟧件。", [None, "366", "366"], id="being-respectively"),
        pytest.param("查扣车辆⟦40⟧辆，其中网约车⟦21⟧台、货车⟦9⟧台。", [None, "40", "40"], id="another-counter"),
        pytest.param("检查⟦95⟧家，办理案件⟦366⟧件，其中简易程序⟦160⟧件。", [None, None, "366"], id="of-the-last-that-can-hold-it"),
        pytest.param("办理案件⟦366⟧件，其中简易程序⟦160⟧件；检查企业⟦95⟧家。", [None, "366", None], id="a-semicolon-ends-the-list"),
        pytest.param("发现隐患⟦36⟧处，其中重大隐患⟦2⟧处，整改率⟦100%⟧。", [None, "36", None], id="a-rate-is-no-part"),
    ],
)  # fmt: skip
def test_among_them_opens_parts(sentence: str, expected: list[str | None]) -> None:
    assert parents(sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("办理案件⟦366⟧件。其中，简易程序⟦160⟧件。", [None, "366"], id="next-sentence"),
        pytest.param("办理案件⟦366⟧件；其中简易程序⟦160⟧件。", [None, "366"], id="behind-a-semicolon"),
        pytest.param("办理案件⟦366⟧件。其中简易程序⟦150⟧件，普通程序⟦200⟧件。", [None, "366", "366"], id="list-in-the-next-sentence"),
        pytest.param("办理案件⟦366⟧件。其中，简易程序⟦160⟧件。检查企业⟦95⟧家。", [None, "366", None], id="ends-with-that-sentence"),
        pytest.param("办理工单⟦249⟧件。交办乡镇⟦238⟧件，直办⟦11⟧件。", [None, "249", "249"], id="what-adds-up-to-the-sentence-before"),
        pytest.param("办理案件⟦3⟧件。行政复议⟦2⟧件，行政诉讼⟦1⟧件。", [None, None, None], id="small-numbers-add-up-by-chance"),
        pytest.param("计划检查⟦62⟧家。重点检查⟦38⟧家；一般检查⟦24⟧家。", [None, "62", "62"], id="kinds-of-what-is-planned"),
        pytest.param("一季度检查⟦40⟧家。二季度⟦30⟧家。三季度⟦20⟧家。", [None, None, None], id="no-quarter-is-a-part-of-another"),
        pytest.param("办理案件⟦366⟧件。\n检查企业⟦95⟧家，其中规上企业⟦20⟧家。", [None, None, "95"], id="not-over-a-paragraph"),
    ],
)  # fmt: skip
def test_parts_over_a_sentence_boundary(text: str, expected: list[str | None]) -> None:
    assert parents(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("办理案件⟦366⟧件，简易程序⟦160⟧件，普通程序⟦206⟧件。", [None, "366", "366"], id="two-that-add-up"),
        pytest.param("办理案件⟦366⟧件：超限⟦100⟧件、营运⟦60⟧件、路政⟦206⟧件。", [None, "366", "366", "366"], id="three-that-add-up"),
        pytest.param("办理案件⟦366⟧件，移送案件⟦16⟧件，听证案件⟦20⟧件。", [None, None, None], id="that-do-not-add-up"),
    ],
)  # fmt: skip
def test_numbers_that_add_up_to_the_one_before_are_its_parts(
    sentence: str, expected: list[str | None]
) -> None:
    assert parents(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("办理行政处罚⟦366⟧件、行政许可⟦310⟧件。", id="a-list-of-equals"),
        pytest.param("出动执法人员⟦3000⟧人次，检查企业⟦500⟧家次，发现隐患⟦36⟧处。", id="clauses"),
        pytest.param("办理案件⟦366⟧件，罚款⟦21.7万元⟧。", id="money-beside-cases"),
        pytest.param("办理案件⟦366⟧件（去年同期⟦320⟧件）。", id="last-year-in-brackets"),
        pytest.param("办理案件⟦366⟧件（同比下降⟦12%⟧）。", id="change-in-brackets"),
        pytest.param("立案⟦36⟧件，结案⟦30⟧件。", id="stages"),
        pytest.param("办理案件⟦36⟧件，其中罚款⟦2.1万元⟧。", id="money-among-cases"),
    ],
)
def test_what_is_no_part(sentence: str) -> None:
    assert set(parents(sentence)) == {None}


def test_a_part_is_never_greater_than_its_total() -> None:
    for q in read("抽查20件，其中合格36件。", REPORT).quantities:
        assert q.parent_start is None


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        pytest.param(
            "处罚案件⟦9278⟧件，其中非现场案件⟦6438⟧件，占比⟦69.39%⟧。", "9278", id="part-of-the-number-before"
        ),
        pytest.param(
            "非现场案件⟦6438⟧件，占全部处罚案件⟦9278⟧件的⟦69.39%⟧。",
            "9278",
            id="total-in-the-clause-of-the-share",
        ),
        pytest.param("立案⟦36⟧件，结案⟦35⟧件，结案率⟦97.2%⟧。", "36", id="rate-of-stages"),
        pytest.param("非现场案件⟦254⟧件，占案件总数⟦366⟧件的⟦69.4%⟧。", "366", id="one-decimal"),
        pytest.param(
            "处罚案件⟦9278⟧件。其中非现场案件⟦6438⟧件，占⟦69.39%⟧。",
            "9278",
            id="total-in-the-sentence-before",
        ),
        pytest.param(
            "处罚案件⟦9278⟧件，非现场案件⟦6438⟧件；抽检⟦1000⟧家，合格⟦694⟧家；非现场案件占比⟦69.39%⟧。",
            "9278",
            id="the-closest-of-two",
        ),
        pytest.param("处罚案件⟦9278⟧件，非现场案件占比⟦69.39%⟧。", None, id="no-part-is-stated"),
        pytest.param("处罚案件⟦100⟧件，听证案件⟦20⟧件，占比⟦69.39%⟧。", None, id="no-two-numbers-give-it"),
        pytest.param("处罚案件⟦100⟧件，听证案件⟦20⟧件，同比下降⟦20%⟧。", None, id="a-change-is-no-share"),
    ],
)
def test_what_a_share_is_taken_of(sentence: str, total: str | None) -> None:
    found = each(sentence)
    share = found[-1]
    at = {q.value_start: q.raw for q in found}
    assert (at[share.denominator_start] if share.denominator_start is not None else None) == total
    assert all(q.denominator_start is None for q in found[:-1])


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("简易程序、普通程序案件分别为⟦160⟧件、⟦206⟧件。", ["简易程序", "普通程序"], id="being"),
        pytest.param("立案、结案分别⟦36⟧件、⟦30⟧件。", ["立案", "结案"], id="no-copula"),
        pytest.param(
            "受理量、办结量和回访量分别为⟦36⟧件、⟦30⟧件和⟦28⟧件。", ["受理", "办结", "回访"], id="three"
        ),
        pytest.param("柳河区、榆林县依次为⟦3.2万⟧件、⟦1.9万⟧件。", ["柳河区", "榆林县"], id="in-turn"),
        pytest.param("持证率和参训率分别达到⟦98%⟧和⟦95%⟧。", ["持证率", "参训率"], id="rates"),
        pytest.param(
            "柳河区（⟦3.2万⟧件）、榆林县（⟦1.9万⟧件）。", ["柳河区", "榆林县"], id="each-in-its-bracket"
        ),
    ],
)
def test_each_number_of_a_respective_list_has_its_own_name(sentence: str, names: list[str]) -> None:
    labels = [q.label for q in each(sentence)]
    for k, name in enumerate(names):
        assert name in labels[k]
        assert not [other for other in names if other != name and other in labels[k]]


def test_a_semicolon_goes_on_with_the_parts_of_the_sentence_before() -> None:
    text = (
        "共查处案件⟦6812⟧起，罚款⟦851万元⟧。其中，市容类案件⟦5521⟧起，占比⟦81%⟧；罚款⟦412万元⟧；"
        "规划类案件⟦21⟧起，罚款⟦206万元⟧。受理诉求⟦52⟧件。"
    )
    cases, fines, market, _, market_fines, plans, plan_fines, other = each(text)
    assert [q.parent_start for q in (market, plans)] == [cases.value_start] * 2
    assert [q.parent_start for q in (market_fines, plan_fines)] == [fines.value_start] * 2
    assert other.parent_start is None


def test_what_is_more_than_is_left_is_no_part() -> None:
    text = "共查处案件⟦30⟧起。其中，市容类案件⟦21⟧起；规划类案件⟦12⟧起。"
    cases, market, plans = each(text)
    assert (market.parent_start, plans.parent_start) == (cases.value_start, None)


def test_a_share_between_two_parts_does_not_end_their_list() -> None:
    text = "共查处案件⟦90⟧起，其中市容类⟦21⟧起，占⟦23%⟧，规划类⟦12⟧起。"
    cases, market, _, plans = each(text)
    assert market.parent_start == plans.parent_start == cases.value_start


def test_numbers_of_other_things_that_happen_to_add_up_are_no_parts() -> None:
    found = each("检查文保单位⟦94⟧家、博物馆⟦45⟧家，纠正问题⟦30⟧处，查处违规经营⟦19⟧家。")
    assert [q.parent_start for q in found] == [None] * 4
