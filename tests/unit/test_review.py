"""Labels fold together where only numbers and names differ, and lie near to what they resemble."""

from __future__ import annotations

import pytest

from fazhi.labels import LabelFolder
from fazhi.nearest import Phrase, Phrasebook

FOLDER = LabelFolder(["沛县", "湖州市", "长兴县", "城区"], ["太湖度假区城管", "市"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市政协十四届", "市政协五届"),
        ("其中:被申请人(件) 2022年", "其中：被申请人（件） 2023年"),
        ("沛县查处案件", "长兴县查处案件"),
        ("县公安局", "县人力资源社会保障局"),
        ("湖州市公安局处罚", "长兴县水利局处罚"),
        ("湖州市交通运输局处罚", "沛县城管局处罚"),
        ("太湖度假区城管处罚", "湖州市交通运输局处罚"),
        ("我局办理提案", "办理提案"),
        ("1,234项清单", "56.7项清单"),
    ],
)
def test_what_differs_in_numbers_and_names_only_is_one_label(one: str, other: str) -> None:
    assert FOLDER.fold(one) == FOLDER.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一审案件", "二审案件"),
        ("行政许可", "行政处罚"),
        ("布局", "选树示范执法中队"),
        ("县直部门", "区直单位"),
        ("市级布局项目", "市政府项目"),
    ],
)
def test_what_differs_in_meaning_is_two(one: str, other: str) -> None:
    assert FOLDER.fold(one) != FOLDER.fold(other)


def test_the_longest_name_is_taken() -> None:
    assert FOLDER.fold("湖州市交通运输局处罚") == "〈机构〉处罚"
    assert FOLDER.fold("太湖度假区城管处罚") == "〈机构〉处罚"
    assert FOLDER.fold("市场主体") == "市场主体"  # too short a name to be one
    assert FOLDER.fold("城区道路") == "城区道路"
    assert FOLDER.fold("第3批“长兴县”") == "第#批〈地名〉"


BOOK = Phrasebook(
    [
        Phrase("permits_total", "行政许可件数", "name"),
        Phrase("permits_total", "办理行政许可", "mapped", "permits_total_2"),
        Phrase("cases_total", "行政处罚案件总数", "name"),
        Phrase("reply_rate", "回复率", "name"),
        Phrase("coercion_total", "〈机构〉采取行政强制措施", "mapped"),
    ]
)


def test_the_nearest_phrase_of_each_metric_the_best_first() -> None:
    matches = BOOK.nearest("全年办理行政许可")
    assert [match.phrase.metric_code for match in matches] == [
        "permits_total",
        "cases_total",
        "coercion_total",
    ]
    assert matches[0].phrase.rule_id == "permits_total_2"
    assert 1 > matches[0].score > 0.6 > matches[1].score > 0


def test_the_same_is_one_and_nothing_shared_is_no_match() -> None:
    assert BOOK.nearest("回复率")[0].score == pytest.approx(1)
    assert BOOK.nearest("森林") == []
    assert BOOK.nearest("") == []
    assert BOOK.nearest("〈机构〉") == []  # a placeholder is no likeness


def test_only_metrics_that_may_be_meant() -> None:
    assert [match.phrase.metric_code for match in BOOK.nearest("行政许可", {"cases_total"})] == [
        "cases_total"
    ]
    assert len(BOOK.nearest("行政", limit=2)) == 2
