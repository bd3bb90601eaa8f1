"""What holds of every reading: spans are exact, nothing is lost, the same text reads the same, time is linear."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.language import read
from ingest.records import Masthead, Quantity, Reading
from tests.unit.language_kit import LONG_PLAN, NEWS, NO_MASTHEAD, PLAN, REPORT, STATISTICS

HEADS = (NO_MASTHEAD, REPORT, PLAN, LONG_PLAN, NEWS, STATISTICS)
WIDE = {ord("0") + d: chr(ord("０") + d) for d in range(10)}


def words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


COUNTERS = ("", " 件", *words("件 起 家次 人次 份 场次 个 项 辆 名"))
MEASURES = words("元 万元 亿元 % ％ ‰ 学时 小时 吨 公里 天 个百分点 倍 年")
PLAIN = words("36 0 1,208 1，208 0366 12.5 １２０８ １．５ 2023 12345 1.2万 3千 2.05亿")
CHINESE = words("三 十二 两千零八 一百 百分之九十八 三分之一 六成 一 零")
BEFORE = ("", *words("约 近 超 不少于 不超过 达到 共 为 ： 至少 仅 ≥"))
BEHIND = ("", *words("以上 左右 以内 （含）以上 余 多"))
NOUNS = words(
    "案件 行政处罚 企业 执法人员 工单 规范性文件 满意率 罚款 非现场执法占比 12345热线 立案、结案分别为"
)
VERBS = ("", *words("办理 查处 检查 受理 出动 开展 制定 废止 未发生 无 同比增长 同比下降"))
OPENERS = (
    "",
    *words("全年 全市 我局 2022年 去年同期 1—9月 截至2023年11月底， 2020年以来， 其中 力争 到2025年， 每年"),
    *words("春运期间 公安机关 公安机关，"),
)
JOINTS = ("", " ", "\n", "。\n", *words("， 、 ； 。 和 ，其中 （ ） ： 以及 ，占比 ，同比下降"))
IDIOMS = words(
    "“三项制度” “双随机、一公开” 《条例（2019年修订）》 第3次 第二十条 清交发〔2023〕18号 12328 7×24小时 5G G60 "
    "“4·26” V3.0 14:30 5月18日 0572-2123456 全部办结 均按期回复 行政复议、行政诉讼均未发生 分别为 万件 %"
)
HEADINGS = words("一、工作情况 （二）强化执法 3.健全制度。 三、2024年工作计划 一是抓统筹 （1）评查 第四章")
PIPES = (
    "| 项目 | 2022年 | 2023年 |",
    "| --- | --- |",
    "| 行政处罚（件） | 40 | 36 |",
    "| 1 | 办结率 | 98% | / |",
    "甲区|36|1.2万件|",
    "||36",
)
SERIES = ("行政许可\n310\n行政处罚\n125", "罚款（万元）\n8.1", "本年\n上年", "立案\n36\n40")
STRAY = ("\t", "\u3000", "\u200b", "\ufeff", "\r", *words("（ ） “ ” 《 》 ① - 〇 𠮷 é . ,"))

numbers = st.one_of(
    st.sampled_from(PLAIN),
    st.sampled_from(CHINESE),
    st.integers(0, 10**9).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.decimals(0, 10**5, places=2).map(str),
    st.text("0123456789零一二三四十百千万亿", min_size=1, max_size=6),
)
measured = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(BEFORE),
    numbers,
    st.sampled_from(COUNTERS + MEASURES),
    st.sampled_from(BEHIND),
)
clauses = st.builds(
    "{}{}{}{}".format, st.sampled_from(OPENERS), st.sampled_from(VERBS), st.sampled_from(NOUNS), measured
)
brackets = st.builds("{}（{}、{}）".format, clauses, clauses, measured)
pieces = st.one_of(
    clauses,
    clauses,
    measured,
    brackets,
    st.sampled_from(IDIOMS),
    st.sampled_from(NOUNS),
    st.sampled_from(STRAY),
)
sentences = st.lists(st.builds("{}{}".format, pieces, st.sampled_from(JOINTS)), min_size=1, max_size=8).map(
    "".join
)


def document(line: st.SearchStrategy[str], tables: tuple[str, ...]) -> st.SearchStrategy[str]:
    line = st.one_of(line, line, st.sampled_from(HEADINGS), st.sampled_from(tables))
    return st.lists(line, min_size=1, max_size=6).map(lambda found: "清源县\n" + "\n".join(found))


whole_lines = sentences.map(lambda sentence: sentence.replace("\n", "，") + "。")
documents = st.one_of(document(whole_lines, PIPES), document(sentences, SERIES))
mastheads = st.sampled_from(HEADS)


def fields_hold(q: Quantity) -> None:
    assert q.value.is_finite()
    assert q.value >= 0 or q.kind == "change"
    assert q.comparator in {"eq", "ge", "gt", "le", "lt", "approx"}
    assert q.kind in {"actual", "target", "change"}
    assert (q.change_type is not None) == (q.kind == "change")
    assert q.change_type in {None, "absolute", "relative", "points"}
    assert q.scope in {"system", "own", "unknown"}
    assert (q.recurrence is not None) == (q.kind == "target")
    assert q.recurrence in {None, "yearly", "once"}
    assert q.source_form in {"text", "table"}
    assert q.year is None or 1949 <= q.year <= 2100
    assert q.base_year is None or q.kind == "change"
    if q.period_start is not None and q.period_end is not None:
        assert date(1949, 1, 1) <= q.period_start <= q.period_end
    assert q.unit
    assert q.counter is None or q.counter.strip() == q.counter != ""
    assert len(q.label) <= 80


def check(text: str, head: Masthead) -> Reading:
    reading = read(text, head)
    starts = {q.value_start for q in reading.quantities}
    for q in [*reading.quantities, *reading.statements]:
        assert 0 <= q.value_start < q.value_end <= len(text)
        assert q.raw == text[q.value_start : q.value_end]
        assert 0 <= q.char_start <= q.value_start < q.value_end <= q.char_end <= len(text)
        segment = reading.segments[q.segment_no]
        assert segment.char_start <= q.value_start < q.value_end <= segment.char_end
        assert q.parent_start is None or q.parent_start in starts - {q.value_start}
        assert q.denominator_start is None or q.denominator_start in starts
        fields_hold(q)
    for s in reading.statements:
        assert s.value == {"denial": 0, "totality": 1}[s.polarity]
    for p in reading.passed_over:
        assert p.rule and p.raw == text[p.value_start : p.value_end] != ""
    return reading


def taken(reading: Reading) -> list[tuple[int, int]]:
    spans = [(q.value_start, q.value_end) for q in reading.quantities]
    return sorted([*spans, *((p.value_start, p.value_end) for p in reading.passed_over)])


few = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(documents, mastheads)
def test_every_span_is_exact_and_every_field_is_in_its_range(text: str, head: Masthead) -> None:
    check(text, head)


@few
@given(documents, mastheads)
def test_a_number_is_named_by_its_place_and_part_alone(text: str, head: Masthead) -> None:
    reading = read(text, head)
    keys = [(q.value_start, q.part_no) for q in [*reading.quantities, *reading.statements]]
    assert len(keys) == len(set(keys))
    assert {q.part_no for q in reading.quantities} <= {0}


@few
@given(documents, mastheads)
def test_every_number_is_a_quantity_or_passed_over_and_never_both(text: str, head: Masthead) -> None:
    spans = taken(read(text, head))
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    for digits in re.finditer(r"[0-9０-９]+", text):
        assert any(a < digits.end() and b > digits.start() for a, b in spans), digits


@few
@given(documents, mastheads)
def test_a_reading_is_in_the_order_of_the_text(text: str, head: Masthead) -> None:
    reading = read(text, head)
    for found in (reading.quantities, reading.statements, reading.passed_over):
        starts = [one.value_start for one in found]
        assert starts == sorted(starts)
    end = 0
    for number, segment in enumerate(reading.segments):
        assert segment.segment_no == number
        assert end <= segment.char_start < segment.char_end
        assert segment.text == text[segment.char_start : segment.char_end]
        end = segment.char_end
    assert end <= len(text)


@few
@given(documents, mastheads)
def test_the_same_text_reads_the_same(text: str, head: Masthead) -> None:
    assert read(text, head) == read(text, head)


@few
@given(documents, mastheads, st.integers(1, 3))
def test_blank_lines_before_a_text_move_its_spans_and_nothing_else(
    text: str, head: Masthead, blank: int
) -> None:
    here, there = read(text, head), read("\n" * blank + text, head)
    for a, b in ((here.quantities, there.quantities), (here.statements, there.statements)):
        assert [(q.value_start + blank, q.value, q.kind, q.year, q.label) for q in a] == [
            (q.value_start, q.value, q.kind, q.year, q.label) for q in b
        ]
    assert [(p.rule, p.value_start + blank) for p in here.passed_over] == [
        (p.rule, p.value_start) for p in there.passed_over
    ]


@few
@given(documents, mastheads)
def test_full_width_digits_read_as_plain_ones(text: str, head: Masthead) -> None:
    lines = (line if line in HEADINGS else line.translate(WIDE) for line in text.split("\n"))
    plain, wide = read(text, head), read("\n".join(lines), head)
    for a, b in ((plain.quantities, wide.quantities), (plain.statements, wide.statements)):
        assert [(q.value_start, q.value_end, q.value, q.unit, q.comparator, q.kind, q.year) for q in a] == [
            (q.value_start, q.value_end, q.value, q.unit, q.comparator, q.kind, q.year) for q in b
        ]
    assert [(p.rule, p.value_start) for p in plain.passed_over] == [
        (p.rule, p.value_start) for p in wide.passed_over
    ]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), mastheads)
def test_any_text_at_all_can_be_read(text: str, head: Masthead) -> None:
    check(text.replace("\r\n", "\n"), head)


def seconds(text: str) -> float:
    """Processor time that a reading takes."""
    start = time.process_time()
    read(text, REPORT)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("1", id="digits"),
        pytest.param("（", id="open-brackets"),
        pytest.param("甲、", id="list"),
        pytest.param("无", id="none"),
    ],
)
def test_a_megabyte_without_a_stop_takes_under_two_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert any(seconds(text) < 2 for _ in range(3))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("1,", id="separators"),
        pytest.param("1.", id="points"),
        pytest.param("1：", id="colons"),
        pytest.param("1-", id="hyphens"),
        pytest.param("2023年", id="years"),
        pytest.param("2023年1月1日", id="dates"),
        pytest.param("第1条", id="ordinals"),
        pytest.param("12345热线", id="hotlines"),
        pytest.param("“", id="open-quotes"),
        pytest.param("《", id="open-titles"),
        pytest.param("|", id="pipes"),
        pytest.param("1\n", id="lines-of-numbers"),
        pytest.param("项目\n1\n", id="lines-of-labels-and-numbers"),
        pytest.param("办理案件1件。", id="sentences"),
        pytest.param("未发生行政复议、行政诉讼。", id="denials"),
        pytest.param("办理案件1件（简易1件）。\n", id="paragraphs"),
        pytest.param("一、做法\n办理案件1件。\n", id="sections"),
    ],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    seconds(piece * 100)
    short, long = (piece * (size // len(piece)) for size in (4_000, 32_000))
    assert any(seconds(long) < max(20 * seconds(short), 0.1) for _ in range(3))
