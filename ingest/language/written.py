"""From a written value to a number: its unit and counter, and the words that compare it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.language.lexicon import MEASURES
from ingest.language.not_quantities import is_threshold
from ingest.language.numerals import MULTIPLIERS

AFTER: Final = re.compile(
    r"(?P<more>[余多])?(?P<qual>\(?含\)?)?(?P<bound>及?以上|及?以下|以内|之内|左右|上下)?"
)
_BEFORE: Final = re.compile(
    r"(?:(?P<ge>≥|>=|不得?少于|不得?低于|不小于|至少|最少|最低|不下)|(?P<le>≤|未超过|<=|不得?超过|不得?高于|不多于|不大于|最多|至多|最高不超过)"
    r"|(?P<gt>>|超过|突破|高于|多于|大于|(?<![治查控防])逾|(?<![治查控防赶])超)|(?P<lt><|不足|低于|少于|不到|小于|未达到?)"
    r"|(?P<approx>大约|将近|接近|大概|(?<![公民合契预节违条签履守解特爽邀大])约(?:为|有|计)?|(?<![附最远靠])近))[ ]?\Z"
)
# a unit in the brackets behind the label: 罚没金额(万元):331.06
_UNIT_NOTE: Final = re.compile(
    r"\((?:单位:)?(万元|亿元|元|万件|件|宗|起|人次|次|人|%|家次|家|户|份|个|辆|吨)\)[ ]*[:为]?[ ]*\Z"
)
# what these words begin and end with; most numbers stand beside none of them
_AFTER_FIRST: Final = frozenset("余多(含及以之左上")
_BEFORE_LAST: Final = frozenset("≥=≤<>于过少低多高下破逾超足到小达约近概为有计 ")
# 办结率未达100%的有甲县、乙县
_SORTED: Final = ("的有", "的是", "的单位", "的县", "的市", "的区", "的企业", "的地区", "的部门", "的乡镇")
_THRESHOLDS: Final = frozenset(["以上", "以下", "以内"])


class Number:
    """A number with its unit. `lead_start` is where its comparator words begin, `full_end` where its counter ends."""

    def __init__(
        self,
        start: int,
        end: int,  # of what is written as the value: digits, 万, %, 元
        lead_start: int,
        full_end: int,
        value: Decimal,
        unit: str,
        counter: str | None,
        comparator: str,
        is_bare: bool,  # no counter and no unit
    ) -> None:
        self.start = start
        self.end = end
        self.lead_start = lead_start
        self.full_end = full_end
        self.value = value
        self.unit = unit
        self.counter = counter
        self.comparator = comparator
        self.is_bare = is_bare


class Passed:
    def __init__(
        self,
        start: int,
        end: int,
        rule: str,
    ) -> None:
        self.start = start
        self.end = end
        self.rule = rule


def finish(
    text: str,
    start: int,
    end: int,
    stop: int,
    value: Decimal,
    mult: str | None,
    word: str | None,
    more: str | None,
) -> Number | Passed:
    """The number written at start:end, 万 included, whose unit or counter `word` ends at `stop`."""
    full_end = stop if word or more else end
    value = times(value, mult)
    unit, counter = "count", word
    if word is None:
        if not mult and (note := _unit_note(text, start)):
            if note[0] in "万亿" and len(note) > 1:
                value *= MULTIPLIERS[note[0]]
                note = note[1:]
            value, unit, counter = measure(value, note)
    elif word in MEASURES:
        value, unit, counter = measure(value, word)
        end = stop
    bound = None
    if text[full_end : full_end + 1] in _AFTER_FIRST and (after := AFTER.match(text, full_end)):
        bound = after["bound"]
        if after["more"] and (bound or is_boundary(text, after.end("more"))):
            more = more or after["more"]
            full_end = after.end("more")
        if bound:
            full_end = after.end("bound")
    before = comparing_words(text, start)
    if before and before.lastgroup != "approx" and text.startswith(_SORTED, full_end):
        return Passed(start, end, "threshold")
    if bound and bound[-2:] in _THRESHOLDS and is_threshold(text, start, full_end, unit):
        return Passed(start, end, "threshold")
    return Number(
        start,
        end,
        before.start() if before else start,
        full_end,
        value,
        unit,
        counter,
        _comparator(before, more, bound),
        word is None and not mult,
    )


def times(value: Decimal, multiplier: str | None) -> Decimal:
    return value * MULTIPLIERS[multiplier] if multiplier else value


def measure(value: Decimal, word: str) -> tuple[Decimal, str, str | None]:
    """Value in base units, unit and counter of a value with the unit or counter `word`."""
    if word not in MEASURES:
        return value, "count", word
    unit, factor = MEASURES[word]
    return value * factor, unit, None if unit == "ratio" else word


def _unit_note(text: str, start: int) -> str | None:
    """The unit in the brackets of the label before the number at `start`."""
    before = text[max(0, start - 14) : start]
    note = _UNIT_NOTE.search(before) if ")" in before else None
    return note[1] if note else None


def comparing_words(text: str, start: int) -> re.Match[str] | None:
    """不少于, 超过, 约 and the like right before the number at `start`."""
    last = text[start - 1] if start else ""
    if last not in _BEFORE_LAST:
        return None
    return _BEFORE.search(text, max(0, start - 8), start)


def _comparator(before: re.Match[str] | None, more: str | None, bound: str | None) -> str:
    group = before.lastgroup if before else None
    if group in {"ge", "le", "lt"}:
        return str(group)
    if bound:
        if bound.endswith("以上"):
            return "ge"
        return "approx" if bound in {"左右", "上下"} else "le"
    if group == "approx" or more in {"来", "几"}:
        return "approx"
    if group == "gt" or more:
        return "gt"
    return "eq"


def is_boundary(text: str, at: int) -> bool:
    return at >= len(text) or not ("\u4e00" <= text[at] <= "\u9fff") or text[at] in "的"


def share(text: str, start: int, end: int, value: Decimal) -> Number:
    """The share that is written in words at start:end: 百分之八十, 三分之一, 两成半."""
    before = comparing_words(text, start)
    after = AFTER.match(text, end)
    bound = after["bound"] if after else None
    more = after["more"] if after else None
    full_end = after.end() if after and (bound or more) else end
    return Number(
        start,
        end,
        before.start() if before else start,
        full_end,
        value,
        "ratio",
        None,
        _comparator(before, more, bound),
        False,
    )
