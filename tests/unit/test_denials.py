"""Stated none and totalities in words: one statement for each thing, silence gives none."""

from __future__ import annotations

import pytest

from ingest.language import read
from ingest.records import Statement
from tests.unit.language_kit import NO_MASTHEAD, PLAN, REPORT, denials, each, totalities


def things(text: str) -> list[str]:
    found = denials(text)
    assert [(s.value, s.unit, s.comparator) for s in found] == [(0, "count", "eq")] * len(found)
    return [s.label for s in found]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        pytest.param("全年未发生行政诉讼案件。", "未发生", id="did-not-occur"),
        pytest.param("全年没有发生行政诉讼案件。", "没有发生", id="has-not-occurred"),
        pytest.param("全年无行政诉讼案件。", "无", id="none"),
        pytest.param("目前尚无行政诉讼案件。", "尚无", id="none-yet"),
        pytest.param("我局暂无行政诉讼案件。", "暂无", id="none-for-now"),
        pytest.param("全年没有行政诉讼案件。", "没有", id="there-is-not"),
        pytest.param("全年未收到行政诉讼案件材料。", "未收到", id="not-received"),
        pytest.param("全年未接到行政诉讼案件通知。", "未接到", id="not-had"),
        pytest.param("全年未办理行政诉讼案件。", "未办理", id="not-handled"),
        pytest.param("全年未受理行政诉讼案件。", "未受理", id="not-accepted"),
        pytest.param("不存在行政诉讼案件。", "不存在", id="does-not-exist"),
        pytest.param("近年无行政诉讼案件。", "无", id="none-of-late-years"),
        pytest.param("无一起行政诉讼案件。", "无一起", id="not-one"),
    ],
)
def test_a_stated_none_is_a_statement_of_nought(text: str, raw: str) -> None:
    (one,) = denials(text)
    assert one.raw == raw == text[one.value_start : one.value_end]
    assert one.value_start == text.index(raw)
    assert (one.value, one.unit, one.kind, one.part_no) == (0, "count", "actual", 0)
    assert "行政诉讼案件" in one.label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("未发生行政复议、行政诉讼。", ["行政复议", "行政诉讼"], id="pause"),
        pytest.param("未发生行政复议和行政诉讼案件。", ["行政复议", "行政诉讼"], id="and"),
        pytest.param("未发生行政复议或行政诉讼案件。", ["行政复议", "行政诉讼"], id="or"),
        pytest.param("未发生一起行政复议或者行政诉讼。", ["行政复议", "行政诉讼"], id="not-a-single-one"),
        pytest.param("未发生行政复议、行政诉讼、信访案件。", ["行政复议", "行政诉讼", "信访"], id="three"),
        pytest.param(
            "未发生涉执法信访、行政复议及行政诉讼。", ["信访", "行政复议", "行政诉讼"], id="list-and-and"
        ),
        pytest.param("行政复议、行政诉讼均未发生。", ["行政复议", "行政诉讼"], id="things-stand-before"),
        pytest.param("行政复议和行政诉讼均为零。", ["行政复议", "行政诉讼"], id="both-are-nought"),
        pytest.param("无行政复议，无行政诉讼。", ["行政复议", "行政诉讼"], id="said-twice"),
        pytest.param("无新制定规范性文件。", ["规范性文件"], id="none-newly-made"),
        pytest.param("未出台规范性文件。", ["规范性文件"], id="none-issued"),
        pytest.param("实现行政诉讼零败诉。", ["败诉"], id="nought-as-a-prefix"),
        pytest.param("全年零投诉。", ["投诉"], id="nought-complaints"),
    ],
)
def test_each_thing_that_is_denied_has_its_own_statement(text: str, expected: list[str]) -> None:
    labels = things(text)
    assert len(labels) == len(expected)
    for label, thing in zip(labels, expected, strict=True):
        assert thing in label


def test_the_statements_of_one_word_share_its_place_and_are_numbered() -> None:
    text = "全年未发生行政复议、行政诉讼、信访案件。"
    found = denials(text)
    assert {(s.value_start, s.value_end) for s in found} == {(2, 5)}
    assert [s.part_no for s in found] == [0, 1, 2]
    assert {text[s.char_start : s.char_end] for s in found} == {"全年未发生行政复议、行政诉讼、信访案件"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全面推行行政执法公示制度。", id="silence"),
        pytest.param("办理行政复议案件2件。", id="a-count"),
        pytest.param("查处码头无证经营28起。", id="without-a-licence"),
        pytest.param("无证经营案件28起。", id="without-a-licence-opens-the-clause"),
        pytest.param("运用无人机开展巡查。", id="drone"),
        pytest.param("加强无障碍设施建设。", id="barrier-free"),
        pytest.param("毫无保留地公开信息。", id="unreserved"),
        pytest.param("建设零碳服务区。", id="zero-carbon"),
        pytest.param("坚持从零起步。", id="from-nought"),
        pytest.param("个别案件没有及时办结。", id="not-in-time"),
        pytest.param("部分制度没有得到落实。", id="not-carried-out"),
    ],
)
def test_words_that_deny_nothing(text: str) -> None:
    assert denials(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("行政诉讼案件⟦0⟧件。", id="digit"),
        pytest.param("行政诉讼案件为⟦0⟧。", id="digit-without-a-counter"),
        pytest.param("行政诉讼案件⟦零⟧件。", id="word"),
        pytest.param("被提起行政诉讼⟦０⟧起。", id="full-width"),
    ],
)
def test_nought_with_a_number_is_a_quantity(sentence: str) -> None:
    (quantity,) = each(sentence)
    assert (quantity.value, quantity.unit, quantity.kind) == (0, "count", "actual")
    assert "行政诉讼" in quantity.label
    assert denials(sentence.replace("⟦", "").replace("⟧", "")) == []


@pytest.mark.parametrize(
    ("text", "raw", "label"),
    [
        pytest.param("受理工单36件，全部办结。", "全部办结", "办结", id="all-done"),
        pytest.param("受理工单36件，全部按期办结。", "全部按期办结", "按期办结", id="all-done-in-time"),
        pytest.param("受理工单36件，已全部办结。", "已全部办结", "办结", id="already-all-done"),
        pytest.param("受理工单36件，均已办结。", "均已办结", "办结", id="each-done"),
        pytest.param("受理工单36件，全部回复。", "全部回复", "回复", id="all-answered"),
        pytest.param("发现隐患36处，全部整改到位。", "全部整改到位", "整改到位", id="all-put-right"),
        pytest.param("回访群众36人，均表示满意。", "均表示满意", "满意", id="each-satisfied"),
    ],
)
def test_a_rate_that_is_said_in_words(text: str, raw: str, label: str) -> None:
    (one,) = totalities(text)
    assert one.raw == raw == text[one.value_start : one.value_end]
    assert (one.value, one.unit, one.comparator, one.kind) == (1, "ratio", "eq", "actual")
    assert label in one.label.split("|")[0]


def test_a_totality_knows_what_it_is_about() -> None:
    (one,) = totalities("受理12345热线工单36件，全部办结。")
    assert "工单" in one.label.split("|")[1]
    assert one.lines_named == "12345"
    (two,) = totalities("“12345”热线受理36件，“12328”热线受理45件，均已按时办结。")
    assert two.lines_named == "12345,12328"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全部工作有序推进。", id="all-of-something-else"),
        pytest.param("受理工单36件，办结率100%。", id="a-rate-in-figures"),
        pytest.param("均衡推进各项工作。", id="even"),
    ],
)
def test_words_that_claim_no_totality(text: str) -> None:
    assert totalities(text) == []


def _one(found: list[Statement]) -> Statement:
    (one,) = found
    return one


def test_nought_as_an_aim_is_a_target() -> None:
    aim = _one(denials("力争行政诉讼零败诉。"))
    assert (aim.kind, aim.value, aim.recurrence) == ("target", 0, "once")
    planned = _one(denials("实现行政诉讼零败诉。", PLAN))
    assert (planned.kind, planned.value, planned.year) == ("target", 0, 2024)
    section = _one(denials("三、下一步工作打算\n实现行政诉讼零败诉。"))
    assert (section.kind, section.year) == ("target", 2024)


@pytest.mark.parametrize(
    ("text", "year", "scope"),
    [
        pytest.param("未发生行政诉讼。", 2023, "unknown", id="the-reports-year"),
        pytest.param("我局未发生行政诉讼。", 2023, "own", id="own"),
        pytest.param("全市未发生行政诉讼。", 2023, "system", id="system"),
        pytest.param("2022年未发生行政诉讼。", 2022, "unknown", id="another-year"),
        pytest.param("近年无行政诉讼案件。", None, "unknown", id="of-late-years"),
    ],
)
def test_year_and_scope_of_a_denial(text: str, year: int | None, scope: str) -> None:
    one = _one(denials(text))
    assert (one.year, one.scope) == (year, scope)


def test_a_denial_beside_counts() -> None:
    text = "办理行政复议2件，未发生行政诉讼。"
    reading = read(text, REPORT)
    assert [(q.raw, q.value) for q in reading.quantities] == [("2", 2)]
    assert [s.label for s in reading.statements] == ["行政诉讼"]
    one = reading.statements[0]
    assert text[one.char_start : one.char_end] == "未发生行政诉讼"


def test_a_denial_needs_no_masthead() -> None:
    assert _one(denials("未发生行政诉讼。", NO_MASTHEAD)).year is None


def test_a_numeral_within_a_denying_word_is_not_passed_over_too() -> None:
    text = "收缴罚款88万元，无一起被申请复议。"
    assert "一起" not in {p.raw for p in read(text, REPORT).passed_over}
    assert [s.raw for s in denials(text)] == ["无一起"]


def test_one_case_that_was_lost_is_counted_and_none_is_denied() -> None:
    (one,) = [q for q in read("应诉案件15件，一宗败诉，其余胜诉。", REPORT).quantities if q.raw == "一"]
    assert (one.value, one.label) == (1, "败诉")
    for text in ("应诉案件15件，没有发生一起败诉。", "应诉案件15件，无一宗败诉。"):
        assert "一" not in {q.raw for q in read(text, REPORT).quantities}
        assert [s.value for s in denials(text)] == [0]
