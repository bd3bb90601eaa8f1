"""Patterns that are tried only near rare characters find what they would find if they were tried everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.language import denials, periods
from ingest.language.fold import fold
from ingest.language.patterns import Anchored, any_of, any_of_many, lines_of

ROOT = Path(__file__).resolve().parents[2]
PATTERNS = [
    pytest.param(denials._CLAIM, id="claims"),
    pytest.param(periods._DATE, id="dates"),
]
WORDS = """全部 均 都 已 件件 一律 悉数 按期 及时 办结 答复 回复 表示满意 满意 整改 为 达 双百 满分 零 归零 也是 没有 无 未
2023年 去年 上年度 今年 本年度 明年 前年 上半年 前三季度 第一季度 11月 5日 1-9月 2022年11月至2023年10月 至 份 底
案件败诉 复议 诉讼 发生 出现 全市 全县 共查处36件"""
PIECES = [*denials.DENIALS, *WORDS.split(), *"，。；：（）“”、-,;:(既也保争现来局市县年度\n "]


def spans(found: list[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in found]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nothing_is_missed_in_the_labelled_texts(pattern: Anchored) -> None:
    for path in sorted((ROOT / "tests/gold").rglob("*.txt")):
        text = fold(path.read_text(encoding="utf-8"))
        assert spans(pattern.matches(text)) == spans(list(pattern.pattern.finditer(text))), path.name


@pytest.mark.parametrize("pattern", PATTERNS)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=300, deadline=None)
def test_nothing_is_missed_in_mixed_words(pattern: Anchored, pieces: list[str]) -> None:
    text = fold("".join(pieces))
    assert spans(pattern.matches(text)) == spans(list(pattern.pattern.finditer(text)))


@given(
    st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text(alphabet="甲乙丙丁"),
)
def test_a_tree_of_words_matches_the_longest(words: list[str], text: str) -> None:
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    assert spans(list(re.finditer(any_of(words), text))) == spans(list(re.finditer(longest_first, text)))


@given(text=st.text(st.sampled_from("上\n\r\u000a\u0a0a\u2028案 "), max_size=40))
def test_lines_are_those_of_split(text: str) -> None:
    assert lines_of(text) == text.split("\n")


@given(
    words=st.lists(st.text(st.sampled_from("件次家.+"), min_size=1, max_size=3), min_size=1, max_size=8),
    text=st.text(st.sampled_from("件次家.+的"), max_size=6),
)
def test_many_words_are_found_as_few_are(words: list[str], text: str) -> None:
    few, many = re.match(any_of(words), text), re.match(any_of_many(words), text)
    assert (few and few[0]) == (many and many[0])
