"""From a number and its words to a quantity: kind, year, scope, label, and the total that it belongs to."""

from __future__ import annotations

import re
from typing import Final

from ingest.language import frame, modality, parts, periods
from ingest.language.mentions import LONGEST_LIST, Mention, noun_of
from ingest.language.source import Source, State
from ingest.language.words import SUMS, strip_label
from ingest.records import Quantity, Segment

# not where it leads up to a number of its own: 41人,已取得执法证39人
_CONTINUES: Final = re.compile(r",(?:现|目前)?(?:已|均|全部|悉数|都)[^,;。\d]{1,20}+(?!\d)")
_CONTINUES_FIRST: Final = frozenset("现目已均全悉都")
_BARE_CHANGE: Final = re.compile(r"(?:多|少|增|减|增加|减少|上升|下降|增长|多出|净增)(?:了|出)?")
_MORE_OR_LESS: Final = re.compile(r"(?:今年|本年度?)?([多少增减降升])(?:加|少|了|出)*")
# 从19%提到40%: the level that is left
_FROM_LEVEL, _TO_LEVEL = (
    re.compile(r"[从由][^,;。]{0,12}\Z"),
    re.compile(r"[^,;。\d]{0,3}(?:提|降|升|压|减|增|扩|精简)"),
)
_LAST_YEAR: Final = re.compile(r"去年|上年|上一年|同期")
_BARE_VERB: Final = re.compile(
    r"(?:已|均|共|全年|累计|其中)*(?:制定|列入|出台|印发|公示|公布|清理|废止|修订|办结|结案|受理|审结|查处|办理|检查|抽查|培训"
    r"|整改|审查|审核|撤销|开展|组织|举办)(?:了)?"
)
_OPEN_VERB: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12}(?:局|队|所|级|厅|委|站|中心))?(?:自行|直接|共|累计)?(?:办理|查处|查办|受理|处理|完成|承办|办结)$"
)


# a verb between the bound and its number: 至少开展1次
_AT_LEAST: Final = re.compile(r"(?:至少|最少|不少于)[\u4e00-\u9fff]{1,8}\Z")

_UP_TO_STOP: Final = re.compile(r".*[,;:。!?()\n]", re.DOTALL)
_UP_TO_CLAUSE: Final = re.compile(r".*[,;:。!?()|\n]", re.DOTALL)
_CONTEXT_END: Final = re.compile(r"[,;。!?()|\n0-9]")
_DIGIT: Final = re.compile(r"\d")
_LAST_BRACKETS: Final = re.compile(r"\([^()]*\)$")
_COMPARED: Final = tuple(f"{word}," for word in "同比 环比 比上年 较上年 比去年 较去年 相比 同期".split())


def resolve_label(src: Source, state: State, a: int, m: Mention, is_first: bool) -> None:
    """Give a number that leaves its thing unsaid the one of the clause or sentence before."""
    if not m.label and m.pre.strip() in SUMS:
        # 行政强制执行:合计8
        m.label = (
            _last_clause(_words_before(src, a, m)) if src.folded[m.chunk_start - 1] == ":" else ""
        ) or "合计"
        return
    if not m.label:
        clause = _last_clause(_words_before(src, a, m))
        m.label = clause[-30:] or (state.previous.label if state.previous is not None else "")
        return
    if not is_first:
        return
    same = state.counted.get(m.number.counter or "")
    if not m.post and _BARE_VERB.fullmatch(m.label):
        before = _words_before(src, a, m)
        clause = _last_clause(before)
        if clause and len(clause) <= 18:
            m.label += clause
        elif not before and same is not None:
            m.label += noun_of(same)
    elif same is not None and _OPEN_VERB.match(m.label):
        m.label += noun_of(same)


def _words_before(src: Source, a: int, m: Mention) -> str:
    """What stands in the sentence before the words of a number."""
    return src.folded[max(a, m.chunk_start - frame.REACH) : m.chunk_start].rstrip(" ,:(")


def _last_clause(before: str) -> str:
    """The label of the last clause in words; empty where it holds a number of its own."""
    stop = _UP_TO_STOP.match(before)
    clause = strip_label(before[stop.end() :] if stop else before)
    return "" if _DIGIT.search(clause) else clause


def to_quantity(
    src: Source,
    state: State,
    seg: Segment,
    a: int,
    found: list[Mention],
    i: int,
    parent: int | None,
    before: Quantity | None,
) -> Quantity:
    """The quantity of found[i] in the sentence that starts at `a`.

    `parent` is the value_start of its total, `before` the quantity before it in the sentence.
    """
    m = found[i]
    n = m.number
    folded = src.folded
    change = _change(src, m, before)
    clause = _clause_start(folded, m, a)
    words = folded[clause : m.clause_end]
    lead = folded[max(a, clause - frame.REACH) : clause]
    # the date before 2022年是44份、402.6万元 is that of both
    first = i - 1 if i and m.joint == "、" and not m.own else i
    taken = found[first - 1].number.full_end if first else None
    period = frame.period_of(src, state, seg, clause, n.start, taken)
    if m.series_year is not None:
        period.year = m.series_year
    value, unit, kind, year, comparator = n.value, n.unit, "actual", period.year, n.comparator
    recurrence = base_year = change_type = level = None
    if change is not None:
        value, kind, change_type = change[0] * value, "change", change[1]
        unit = "ratio" if unit == "times" else unit  # 增长1.5倍 is a growth of 150 %
        level = _level(state, found, m)
        base = frame.base_year(src, seg)
        if base is not None and (year is None or year < base):
            year = base
        base_year = year - 1 if year is not None else None
    elif _divides_target(found, m) or (
        frame.may_be_target(src, state, period) and _is_target(src, state, seg, m, lead, words, period)
    ):
        m.is_target = True
        kind, year = "target", frame.target_year(src, state, seg, period)
        recurrence = "yearly" if periods.is_yearly(lead[-20:] + words) else "once"
        if comparator == "eq" and m.pre.endswith(("达", "达到")):
            comparator = "ge"
    if comparator == "eq" and "少" in m.pre and _AT_LEAST.search(m.pre):
        comparator = "ge"
    elif n.counter and year is not None and words.startswith("同比(") and folded[n.lead_start - 1] == "(":
        year -= 1  # 同比(110件): the level of the year before
    scope, subject = frame.scope_of(src, state, a, n.start, words, m.own, m.label)
    label = m.label
    if change is not None:
        label = modality.strip_change(label) if m.level is None else modality.strip_compared(label)
    label = frame.clean_label(label)
    counter = n.counter
    counted_unit = level.number.unit if level else unit
    if change is not None and level is None and unit == "ratio":
        counted_unit = frame.unit_of_change(label)
    if n.is_bare and value == 0 and label.endswith("率"):
        unit = counted_unit = "ratio"  # 纠错率为0
    elif unit == "count" and n.counter in {None, "个"} and label.endswith(("学时", "课时")):
        unit = counted_unit = "hour"  # 人均学时达到60
        counter = "学时"
    start, end = frame.trim(folded, clause, max(m.clause_end, n.full_end))
    named, ahead = (
        folded[m.chunk_start : n.start],
        folded[max(a, m.chunk_start - frame.REACH) : m.chunk_start],
    )
    # positional, and past the constructor, which would cost as much as finding what the fields say
    fields = (
        seg.segment_no,
        n.start,
        n.end,
        0,
        src.text[n.start : n.end],
        value,
        unit,
        counter,
        comparator,
        kind,
        change_type,
        year,
        base_year,
        period.start,
        period.end,
        period.is_part_year,
        recurrence,
        scope,
        subject,
        frame.subset_of(src, state, seg, lead, words),
        label,
        m.verb,
        frame.clean_label(noun_of(m)) or None,
        _context(folded, m, clause),
        frame.antecedent(src, state, lead),
        frame.squeeze(folded[m.clause_end : min(seg.char_end, m.clause_end + 60)]),
        counted_unit,
        level.number.counter if level else counter,
        frame.lines_named(seg, named, ahead, state.cues),
        parent,
        parts.denominator(m, state.counts) if n.unit == "ratio" else None,
        "text",
        seg.section,
        start,
        end,
    )
    return tuple.__new__(Quantity, fields)


def _change(src: Source, m: Mention, before: Quantity | None) -> tuple[int, str] | None:
    """(sign, change_type) where the number is a change; the second of 下降18.3%、24.5% goes on with the first."""
    n = m.number
    word = "points" if n.unit == "ratio" and "点" in src.folded[n.start : n.full_end] else None
    found = modality.find_change(_change_words(src.folded, m), n.unit, word)
    if found is not None:
        return found[0], found[1]
    if before is not None and m.joint == "," and (less := _MORE_OR_LESS.fullmatch(m.pre)):
        # 去年立案14件,少了5件
        base = src.head.report_year
        of_last_year = _LAST_YEAR.search(before.context) or (base is not None and before.year == base - 1)
        if of_last_year and before.kind == "actual" and before.unit == n.unit:
            return (1 if less[1] in "多增升" else -1), "absolute"
    goes_on = before is not None and before.kind == "change" and m.joint in {"、", "和"}
    if goes_on and before is not None and not strip_label(m.pre.lstrip("、和及与")):
        kind = (before.change_type or "relative") if n.unit == "ratio" else "absolute"
        return (1 if before.value >= 0 else -1), kind
    return None


def _change_words(folded: str, m: Mention) -> str:
    """The words before a number, with the comparing words of the clause before where it has none."""
    if m.change_only or m.joint in {",", "("}:
        ahead = folded[max(0, m.chunk_start - 14) : m.chunk_start]
        if ahead.endswith(_COMPARED):
            return ahead[-10:] + m.pre
    if m.joint in {")", "+"} and _BARE_CHANGE.fullmatch(m.pre.strip()):
        if m.joint == "+":
            return folded[_clause_start(folded, m, max(0, m.chunk_start - 40)) : m.number.lead_start]
        # 比上年同期(4102件)多300件: the comparison stands before the brackets
        ahead = _LAST_BRACKETS.sub("", folded[max(0, m.chunk_start - 40) : m.chunk_start])
        stop = _UP_TO_STOP.match(ahead)
        return (ahead[stop.end() :] if stop else ahead) + m.pre
    return m.pre


def _level(state: State, found: list[Mention], m: Mention) -> Mention | None:
    """The number whose change `m` is: the one that it takes its label from."""
    if m.level is not None:
        return m.level
    k = m.inherited_from
    if k is None:
        return state.previous if m.change_only else None
    for _ in range(LONGEST_LIST):
        before = found[k].inherited_from
        if before is None or not found[k].change_only:
            break
        k = before
    return found[k]


def _divides_target(found: list[Mention], m: Mention) -> bool:
    """Whether a number stands in the brackets of a target: 重点检查121家(危化品38、工贸68)."""
    return m.owner is not None and m.owner == m.parent and found[m.owner].is_target


def _is_target(
    src: Source, state: State, seg: Segment, m: Mention, lead: str, words: str, period: periods.Period
) -> bool:
    n = m.number
    if _FROM_LEVEL.search(m.pre) and _TO_LEVEL.match(src.folded, n.full_end, n.full_end + 4):
        return False
    at = words.find(src.folded[n.lead_start : n.full_end])
    marked = f"{words[:at]}#{words[at:]}" if at >= 0 else words
    bound = src.folded[n.lead_start : n.start] + src.folded[n.end : n.full_end]
    return frame.is_target(src, state, seg, lead, marked, bound, period)


def _clause_start(folded: str, m: Mention, floor: int) -> int:
    """Start of the clause: back to the last stop, at most `frame.REACH` characters."""
    floor = max(floor, m.chunk_start - frame.REACH)
    stop = _UP_TO_CLAUSE.match(folded, floor, m.chunk_start)
    at = stop.end() if stop else min(floor, m.chunk_start)
    while at < m.number.start and folded[at] in " ,;:。、)":
        at += 1
    return at


def _context(folded: str, m: Mention, clause: int) -> str:
    """The clause with the number written #: what rules match beside the label."""
    n = m.number
    before = folded[clause : n.lead_start]
    stop = _CONTEXT_END.search(folded, n.end, n.end + 40)
    end = stop.start() if stop else n.end + 40
    tail = folded[n.end : end]
    if folded[end : end + 1] == "," and folded[end + 1 : end + 2] in _CONTINUES_FIRST:
        tail += goes_on[0] if (goes_on := _CONTINUES.match(folded, end)) else ""
    if folded[max(0, m.chunk_start - 1) : m.chunk_start] == "(" and not before.strip():
        before = "("
    return frame.squeeze(before[-60:] + "#" + tail)
