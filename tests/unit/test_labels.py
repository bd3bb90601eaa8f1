"""Labels: the words that say what a number counts, with what the sentence leaves unsaid put back."""

from __future__ import annotations

import pytest

from tests.unit.language_kit import REPORT, each, the, unmark


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        pytest.param("办理案件⟦36⟧件。", "办理案件", id="verb-and-noun"),
        pytest.param("行政处罚⟦36⟧件。", "行政处罚", id="noun-alone"),
        pytest.param("全年共办理案件⟦36⟧件。", "办理案件", id="lead-words-dropped"),
        pytest.param("2023年，我局累计办理案件⟦36⟧件。", "办理案件", id="date-and-agent-dropped"),
        pytest.param("截至目前，已办理案件⟦36⟧件。", "办理案件", id="already-dropped"),
        pytest.param("办理案件共计⟦36⟧件。", "办理案件", id="sum-word-dropped"),
        pytest.param("办理案件总计达⟦36⟧件。", "办理案件", id="two-sum-words-dropped"),
        pytest.param("罚款金额为⟦8万元⟧。", "罚款金额", id="copula-dropped"),
        pytest.param("立案数：⟦36⟧件。", "立案数", id="colon-dropped"),
        pytest.param("办理案件约⟦36⟧件。", "办理案件", id="about-dropped"),
        pytest.param("办理案件近⟦36⟧件。", "办理案件", id="near-dropped"),
        pytest.param("其中简易程序⟦36⟧件。", "简易程序", id="among-them-dropped"),
        pytest.param("办结率达到⟦98%⟧。", "办结率", id="reached-dropped"),
        pytest.param("满意率保持在⟦98%⟧以上。", "满意率", id="kept-dropped"),
        pytest.param("开展了⟦36⟧次联合执法。", "联合执法", id="number-before-its-noun"),
        pytest.param("⟦8⟧件未办结案件。", "未办结案件", id="noun-stands-behind"),
        pytest.param("专题研讨（讲座）⟦2⟧次。", "专题研讨", id="bracket-within-the-name"),
    ],
)
def test_a_label_says_what_is_counted(sentence: str, label: str) -> None:
    assert label in the(sentence).label


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("全年共办理案件⟦36⟧件。", ["全年", "共"], id="sum-words"),
        pytest.param("2023年，我局累计办理案件⟦36⟧件。", ["2023", "累计"], id="dates"),
        pytest.param("其中，简易程序⟦36⟧件。", ["其中"], id="among-them"),
        pytest.param("办理案件近⟦36⟧件。", ["近"], id="comparing-words"),
        pytest.param("办结率达到⟦98%⟧。", ["达到"], id="reached"),
        pytest.param("满意率保持在⟦98%⟧以上。", ["保持"], id="kept"),
        pytest.param("办理案件⟦36⟧件，罚款8万元。", ["罚款"], id="the-next-clause"),
        pytest.param("检查企业95家，办理案件⟦36⟧件。", ["企业", "95"], id="the-clause-before"),
    ],
)
def test_a_label_holds_no_words_that_say_something_else(sentence: str, words: list[str]) -> None:
    label = the(sentence).label
    assert not [word for word in words if word in label]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        pytest.param("整改通知书发出⟦52⟧份。", ["整改通知书发出"], id="verb-behind-the-noun"),
        pytest.param("车辆查扣⟦52⟧辆。", ["车辆查扣"], id="verb-behind-a-short-noun"),
        pytest.param("发出整改通知书⟦52⟧份。", ["发出整改通知书"], id="verb-before-the-noun"),
        pytest.param("开展联合检查⟦12⟧次、专项检查⟦6⟧次。", ["联合检查", "专项检查"], id="verb-inherited-along-pauses"),
        pytest.param("新增执法车辆⟦6⟧辆、记录仪⟦20⟧台。", ["新增执法车辆", "新增记录仪"], id="verb-inherited-by-a-bare-noun"),
        pytest.param("出动执法人员⟦3000⟧人次、车辆⟦800⟧台次。", ["出动执法人员", "出动车辆"], id="verb-inherited-by-another-counter"),
        pytest.param("制定规范性文件⟦2⟧件，废止⟦5⟧件。", ["制定规范性文件", "废止规范性文件"], id="noun-inherited-by-a-bare-verb"),
        pytest.param("审查规范性文件⟦12⟧件，合同⟦31⟧件。", ["审查规范性文件", "合同"], id="noun-in-the-next-clause"),
        pytest.param("查处属普通程序的⟦16⟧起，处罚类⟦93⟧件。", ["属普通程序", "处罚类"], id="heads-left-out"),
        pytest.param("行政许可⟦310⟧、行政处罚⟦125⟧。", ["行政许可", "行政处罚"], id="no-counter"),
        pytest.param("立案⟦36⟧件，结案⟦30⟧件。", ["立案", "结案"], id="verbs-that-name-the-thing"),
        pytest.param("组织培训⟦6⟧期，参训⟦420⟧人次。", ["组织培训", "参训"], id="people-of-a-course"),
        pytest.param("办理案件⟦36⟧件，罚款⟦8万元⟧。", ["办理案件", "罚款"], id="money-takes-no-noun-of-cases"),
        pytest.param("检查企业⟦95⟧家，办结率⟦100%⟧。", ["检查企业", "办结率"], id="a-rate-takes-no-verb"),
        pytest.param("行政处罚⟦81.3万元⟧。", ["行政处罚"], id="money-without-a-verb"),
    ],
)  # fmt: skip
def test_what_is_left_unsaid_is_put_back(sentence: str, labels: list[str]) -> None:
    found = [q.label for q in each(sentence)]
    for label, expected in zip(found, labels, strict=True):
        assert expected in label


def test_a_road_that_is_occupied_is_no_share() -> None:
    assert the("劝导占道经营行为⟦120⟧人次。").label == "劝导占道经营行为"


def test_reconsideration_is_a_thing() -> None:
    labels = [q.label for q in each("收到行政复议申请⟦158⟧件，受理⟦142⟧件，审结⟦137⟧件。")]
    assert labels[2] == "审结行政复议"


def test_a_head_at_the_end_of_a_list() -> None:
    documents, contracts = each("完成⟦12⟧件规范性文件、⟦31⟧件合同合法性审查。")
    assert "规范性文件" in documents.label
    assert "合同合法性审查" in contracts.label
    assert "合同" not in documents.label


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        pytest.param("发现隐患⟦36⟧处。", "发现", id="plain"),
        pytest.param("全年共查处违法案件⟦36⟧起。", "查处", id="behind-lead-words"),
        pytest.param("行政处罚⟦36⟧件。", None, id="noun"),
        pytest.param("投诉⟦36⟧件。", None, id="noun-that-could-be-a-verb"),
    ],
)
def test_verbs(sentence: str, verb: str | None) -> None:
    assert the(sentence).verb == verb


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        pytest.param("受理工单36件，按时办结率⟦100%⟧。", "按时办结率", id="rate-by-name"),
        pytest.param("非现场案件36件，占比⟦69%⟧。", "非现场案件占比", id="share-of-the-number-before"),
        pytest.param("办结率、满意率均为⟦100%⟧。", "办结率、满意率", id="one-value-for-two"),
        pytest.param("办结率和满意率均达⟦100%⟧。", "办结率和满意率", id="one-value-for-two-by-and"),
        pytest.param("办理案件36件，同比增长⟦12%⟧。", "办理案件", id="change-of-the-number-before"),
        pytest.param("办理案件36件（同比增长⟦12%⟧）。", "办理案件", id="change-in-a-bracket"),
        pytest.param("案件数量同比增长⟦12%⟧。", "案件数量", id="change-with-its-own-noun"),
        pytest.param("对企业的检查覆盖率达⟦100%⟧。", "检查覆盖率", id="rate-with-modifiers"),
    ],
)
def test_labels_of_rates_and_changes(sentence: str, label: str) -> None:
    assert label in the(sentence).label


@pytest.mark.parametrize(
    ("marked", "evidence"),
    [
        pytest.param("加强监管，全年办理案件⟦36⟧件，罚款8万元。", "全年办理案件36件", id="clause"),
        pytest.param("办理案件366件（其中简易程序⟦160⟧件）。", "其中简易程序160件", id="in-a-bracket"),
        pytest.param("一是加强监管；二是办理案件⟦36⟧件。", "办理案件36件", id="item-of-a-list"),
        pytest.param("开展了⟦36⟧次联合执法。", "开展了36次联合执法", id="noun-behind"),
    ],
)
def test_evidence_is_the_clause_of_the_number(marked: str, evidence: str) -> None:
    text, _ = unmark(marked)
    quantity = the(marked)
    assert text[quantity.char_start : quantity.char_end] == evidence


def test_context_marks_the_place_of_the_number() -> None:
    quantity = the("全年办理 行政处罚案件⟦36⟧件。")
    assert quantity.context == "全年办理行政处罚案件#件"
    assert quantity.lead == ""


def test_lead_and_trail_are_what_stands_around_the_clause() -> None:
    quantity = the("加强监管，办理案件⟦36⟧件，全部办结。", REPORT)
    assert "加强监管" in quantity.lead
    assert "全部办结" in quantity.trail + quantity.context


def test_the_counter_in_brackets_behind_a_label_is_no_part_of_it() -> None:
    found = the("一、行政处罚\n立案（件）⟦36⟧\n", REPORT)
    assert (found.label, found.counter) == ("立案", "件")
