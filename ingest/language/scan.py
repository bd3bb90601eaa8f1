"""One pass over a text for everything that looks like a number, and what each one is.

A candidate is either a `Number` (it counts or measures) or passed over by a named rule.
"""

from __future__ import annotations

import re
import string
from decimal import Decimal
from typing import Final

from ingest.language.chinese import (
    COUNTERS_OF_NUMERALS,
    NUMERALS,
    behind_numeral,
    first_chinese,
    read_chinese,
)
from ingest.language.lexicon import COUNTERS, MEASURES, PLACE_COUNTERS
from ingest.language.not_quantities import Spans, passing_rule
from ingest.language.numerals import MULTIPLIERS, parse_arabic
from ingest.language.patterns import any_of_many, places
from ingest.language.written import Number, Passed, finish, measure, times

_MULT: Final = "万亿|千万|百万|十万|亿|万|千|百"
# (?:...|) tries what follows few numbers once; (...)? would set up a repetition for each
_ARABIC: Final = re.compile(
    rf"""(?P<num>[0-9]++(?![,，\ .])
      |[0-9]{{1,3}}+(?=[,，\ ])(?:(?:[,，][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|(?:\ [0-9]{{3}})+(?=[件起宗份家户次人辆台元]))
      |[0-9]+(?:\.[0-9]+)?)[ ]?
      (?:(?=[余多来几万亿千百十])(?P<a1>[余多来几]|余多)?(?P<mult>{_MULT})?(?P<a2>[余多来几])?|)[ ]?
      (?:(?P<unit>{any_of_many([*MEASURES, *COUNTERS, *PLACE_COUNTERS])})|)""",
    re.VERBOSE,
)
_FIRSTS: Final = string.digits + NUMERALS
_DIGITS: Final = frozenset(string.digits)
_NUMERALS: Final = frozenset(NUMERALS)
# what stands behind Chinese numerals that make a number
_BEHIND_NUMERALS: Final = frozenset("余多来几分成").union(map(behind_numeral, COUNTERS_OF_NUMERALS))
_RANGE_MARKS: Final = frozenset("-~至到")
_MAYBE_RANGE: Final = frozenset(["bare_number", "code"])
_DATE_UNITS: Final = frozenset(["年", "月", "日", "号", "时", "分", "季度"])
_MAX_INTEGER_DIGITS: Final = 18
_TOO_LARGE: Final = Decimal(10) ** 14


def scan(folded: str, quoted: Spans, titled: Spans) -> tuple[list[Number], list[Passed]]:
    """All numbers of a text in order; `quoted` and `titled` are the spans inside short quotes and 《》."""
    numbers: list[Number] = []
    passed: list[Passed] = []
    position = 0
    for start in places(folded, _FIRSTS):
        if start < position:
            continue
        found: Number | Passed | None
        if folded[start] in _DIGITS:
            match = _ARABIC.match(folded, start)
            assert match is not None
            found = _arabic(folded, match, quoted, titled)
        else:
            position = start + 1  # behind the run of numerals
            while folded[position : position + 1] in _NUMERALS:
                position += 1
            if folded[position : position + 1] not in _BEHIND_NUMERALS:
                continue
            match = first_chinese(folded, start, position)
            if match is None:
                continue
            found = read_chinese(folded, match, quoted, titled)
        if found is None:
            position = max(position, match.end())
        elif isinstance(found, Passed):
            passed.append(found)
            position = max(position, found.end, match.start() + 1)
        else:
            if numbers and found.comparator == "eq" and is_range(folded, numbers[-1], found):
                found.comparator = "le"
            numbers.append(found)
            position = max(position, found.full_end)
    return numbers, passed


def is_range(text: str, lower: Number, upper: Number) -> bool:
    """Whether two numbers are the ends of a range: 3至5件."""
    return lower.end + 1 == lower.full_end == upper.start and text[lower.end] in _RANGE_MARKS


def _arabic(text: str, m: re.Match[str], quoted: Spans, titled: Spans) -> Number | Passed:
    digits, a1, mult, a2, unit = m.groups()
    start, end = m.span("num")
    stop = m.end()
    if mult and (rest := _compound(text, m)):
        return _joined(text, m, rest)
    rule, passed_to = passing_rule(text, start, end, stop, digits, mult, unit, quoted, titled)
    if rule in _MAYBE_RANGE and (upper := _range_end(text, m)):
        value, unit, counter = measure(times(parse_arabic(digits), upper["mult"]), upper["unit"])
        return Number(start, end, start, end + 1, value, unit, counter, "ge", False)
    if rule:
        return Passed(start, passed_to, rule)
    if unit == "周年":
        return Passed(start, stop, "anniversary")
    if unit == "年" and not (a1 or a2) and len(digits) > 2:
        return Passed(start, stop, "date")
    value = parse_arabic(digits)
    if len(digits) > _MAX_INTEGER_DIGITS + 4 or value >= _TOO_LARGE:
        return Passed(start, end, "identifier")
    return finish(text, start, m.end("mult") if mult else end, stop, value, mult, unit, a1 or a2)


def _compound(text: str, m: re.Match[str]) -> re.Match[str] | None:
    """What goes on with a number that ends in its multiplier: the 2000元 of 1万2000元."""
    if (
        not m["mult"]
        or m["unit"]
        or m["a1"]
        or m["a2"]
        or not text[m.end("mult") : m.end("mult") + 1].isdecimal()
    ):
        return None
    rest = _ARABIC.match(text, m.end("mult"))
    if rest is None or "," in rest["num"]:
        return None
    below = parse_arabic(rest["num"]) * MULTIPLIERS.get(rest["mult"] or "", Decimal(1))
    return rest if below < MULTIPLIERS[m["mult"]] else None


def _range_end(text: str, m: re.Match[str]) -> re.Match[str] | None:
    """The number up to which a range runs that begins with a bare number: the 5件 of 3至5件."""
    if m["unit"] or m["mult"] or text[m.end("num") : m.end("num") + 1] not in _RANGE_MARKS:
        return None
    upper = _ARABIC.match(text, m.end("num") + 1)
    if (
        upper is None
        or not upper["unit"]
        or upper["unit"] in _DATE_UNITS
        or len(upper["num"]) > _MAX_INTEGER_DIGITS
    ):
        return None
    return upper if parse_arabic(upper["num"]) > parse_arabic(m["num"]) else None


def _joined(text: str, m: re.Match[str], rest: re.Match[str]) -> Number | Passed:
    """The number written 1万2000元."""
    value = times(parse_arabic(m["num"]), m["mult"]) + times(parse_arabic(rest["num"]), rest["mult"])
    while rest["mult"] and (more := _compound(text, rest)):  # 19万8千6百元
        rest = more
        value += times(parse_arabic(rest["num"]), rest["mult"])
    end = rest.end("mult") if rest["mult"] else rest.end("num")
    found = finish(text, m.start(), end, rest.end(), value, None, rest["unit"], rest["a1"] or rest["a2"])
    if isinstance(found, Number):
        found.is_bare = False
    return found
