"""Segments: headings and the path that they open, sentences, table rows; each at its exact place."""

from __future__ import annotations

import pytest

from ingest.records import Segment
from tests.unit.language_kit import segments, the

OUTLINE = (
    "清源县交通运输局2023年工作总结\n"
    "一、主要做法\n"
    "（一）强化组织领导\n"
    "成立工作专班。召开推进会3次；研究事项12项。\n"
    "1.健全制度\n"
    "修订制度5项。\n"
    "2.压实责任\n"
    "签订责任书40份。\n"
    "（二）强化执法监督\n"
    "评查案卷60份。\n"
    "二、存在问题\n"
    "力量不足。\n"
)


def shape(text: str) -> list[tuple[str, int, str]]:
    return [(s.role, s.level, s.text) for s in segments(text)]


def section_of(sentence: str, text: str) -> str:
    (found,) = [s for s in segments(text) if s.text == sentence]
    return found.section


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        pytest.param("清源县交通运输局2023年工作总结", "", id="before-the-first-heading"),
        pytest.param("成立工作专班。", "一、主要做法 / （一）强化组织领导", id="under-two-levels"),
        pytest.param(
            "研究事项12项。", "一、主要做法 / （一）强化组织领导", id="second-sentence-of-a-paragraph"
        ),
        pytest.param(
            "修订制度5项。", "一、主要做法 / （一）强化组织领导 / 1.健全制度", id="under-three-levels"
        ),
        pytest.param(
            "签订责任书40份。", "一、主要做法 / （一）强化组织领导 / 2.压实责任", id="the-next-of-a-level"
        ),
        pytest.param("评查案卷60份。", "一、主要做法 / （二）强化执法监督", id="back-up-one-level"),
        pytest.param("力量不足。", "二、存在问题", id="back-up-to-the-top"),
    ],
)
def test_a_sentence_stands_under_its_headings(sentence: str, section: str) -> None:
    assert section_of(sentence, OUTLINE) == section


def test_a_quantity_stands_under_its_headings() -> None:
    marked = OUTLINE.replace("制度5项", "制度⟦5⟧项")
    assert the(marked).section == "一、主要做法 / （一）强化组织领导 / 1.健全制度"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        pytest.param("一、主要做法", 1, id="chinese-and-pause"),
        pytest.param("十二、主要做法", 1, id="chinese-tens"),
        pytest.param("第一部分 主要做法", 1, id="part"),
        pytest.param("第三章 主要做法", 1, id="chapter"),
        pytest.param("（一）主要做法", 2, id="full-width-brackets"),
        pytest.param("(一)主要做法", 2, id="brackets"),
        pytest.param("1.主要做法", 3, id="digit-and-point"),
        pytest.param("1、主要做法", 3, id="digit-and-pause"),
        pytest.param("12．主要做法", 3, id="digit-and-full-width-point"),
        pytest.param("　　一、主要做法", 1, id="indented"),
    ],
)
def test_what_opens_a_line_gives_the_level_of_a_heading(line: str, level: int) -> None:
    (heading,) = segments(line)
    assert (heading.role, heading.level, heading.section) == ("heading", level, line.strip())


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("全年平稳有序。", id="plain-sentence"),
        pytest.param("1.5万人次参加活动。", id="decimal"),
        pytest.param("2023年工作稳步推进。", id="year"),
        pytest.param("一方面抓统筹。", id="word-that-begins-with-a-numeral"),
        pytest.param("三项制度全面落实。", id="three-systems"),
    ],
)
def test_what_only_looks_like_a_heading(line: str) -> None:
    assert [s.role for s in segments(line)] == ["sentence"]


def test_a_heading_that_runs_into_its_paragraph() -> None:
    text = "（一）强化组织领导。成立工作专班，召开推进会3次。\n"
    first, second = segments(text)
    assert (first.role, first.level, first.text) == ("heading", 2, "（一）强化组织领导。")
    assert (second.role, second.text) == ("sentence", "成立工作专班，召开推进会3次。")
    assert second.section == "（一）强化组织领导"


def test_items_of_a_list_are_no_headings() -> None:
    text = "一、主要做法\n一是强化统筹，召开会议3次；二是强化监督，评查案卷60份。\n"
    assert shape(text) == [
        ("heading", 1, "一、主要做法"),
        ("sentence", 0, "一是强化统筹，召开会议3次；"),
        ("sentence", 0, "二是强化监督，评查案卷60份。"),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("办案3件。检查5次。", ["办案3件。", "检查5次。"], id="full-stop"),
        pytest.param("办案3件；检查5次！", ["办案3件；", "检查5次！"], id="semicolon-and-bang"),
        pytest.param("办案3件?检查5次", ["办案3件?", "检查5次"], id="half-width-and-open-end"),
        pytest.param("办案3件\n检查5次", ["办案3件", "检查5次"], id="line-end"),
        pytest.param("办案3件。”检查5次。", ["办案3件。”", "检查5次。"], id="quote-closes-behind-the-stop"),
        pytest.param("办案3件（其中简易1件；普通2件）。检查5次。", ["办案3件（其中简易1件；普通2件）。", "检查5次。"], id="stop-in-brackets"),
        pytest.param("满意率99.5%。检查5次。", ["满意率99.5%。", "检查5次。"], id="point-is-no-stop"),
        pytest.param("  　办案3件。  检查5次。 ", ["办案3件。", "检查5次。"], id="white-space"),
        pytest.param("办案3件，检查5次，立案2起。", ["办案3件，检查5次，立案2起。"], id="commas"),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [s.text for s in segments(text)] == sentences


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n", id="line-ends"),
        pytest.param(" 　\n\t\n", id="white-space"),
    ],
)
def test_a_text_without_words_has_no_segment(text: str) -> None:
    assert segments(text) == []


def test_paragraphs_are_counted() -> None:
    found = segments("办案3件。检查5次。\n\n立案2起。\n移送1起。")
    assert [(s.segment_no, s.paragraph_no) for s in found] == [(0, 0), (1, 0), (2, 1), (3, 2)]


def test_pipe_rows_are_table_rows() -> None:
    text = "一、统计\n| 项目 | 件数 |\n| 行政处罚 | 36 |\n以上为全年数。\n"
    assert [s.role for s in segments(text)] == ["heading", "table_row", "table_row", "sentence"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(OUTLINE, id="outline"),
        pytest.param("　　一、做法。召开会议１２次，\n\n  （1）检查3次！\n| a | 2 |\n", id="odd-white-space"),
        pytest.param("关于2023年工作的报告\r办案3件。", id="carriage-return"),
    ],
)
def test_every_segment_is_its_span_in_order_without_overlap(text: str) -> None:
    found: list[Segment] = segments(text)
    assert [s.segment_no for s in found] == list(range(len(found)))
    end = 0
    for one in found:
        assert one.text == text[one.char_start : one.char_end]
        assert one.text == one.text.strip() != ""
        assert one.char_start >= end
        end = one.char_end


def test_every_character_but_white_space_stands_in_a_segment() -> None:
    covered = "".join(s.text for s in segments(OUTLINE))
    assert "".join(covered.split()) == "".join(OUTLINE.split())
