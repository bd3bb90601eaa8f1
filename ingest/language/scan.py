"""One pass over a text for everything that looks like a number, and what each one is.

A candidate is either a `Number` (it counts or measures) or passed over by a named rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.language.lexicon import COUNTERS, MEASURES, PLACE_COUNTERS, WEAK_COUNTERS
from ingest.language.not_quantities import is_threshold, passing_rule, within
from ingest.language.numerals import MULTIPLIERS, parse_arabic, parse_chinese


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit. `lead_start` is where its comparator words begin, `full_end` where its counter ends."""

    start: int
    end: int  # of what is written as the value: digits, 万, %, 元
    lead_start: int
    full_end: int
    value: Decimal
    unit: str
    counter: str | None
    comparator: str
    is_bare: bool  # no counter and no unit


@dataclass(frozen=True, slots=True)
class Passed:
    start: int
    end: int
    rule: str


def _alternation(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


_UNITS = _alternation([*MEASURES, *COUNTERS, *PLACE_COUNTERS])
_MULT = "万亿|千万|百万|十万|亿|万|千|百"
_CN = "零一二两三四五六七八九十百千万亿"
_CN_COUNTERS = _alternation(
    [*(w for w in MEASURES if w not in {"年", "度", "方", "分", "%", "周"}), *COUNTERS, *PLACE_COUNTERS]
)
_CANDIDATE = re.compile(
    rf"""(?:(?P<cents>百分之|千分之)(?P<share>\d+(?:\.\d+)?|[{_CN}]{{1,9}}(?:点[{_CN}]{{1,9}})?))
    |(?P<num>\d{{1,3}}(?:[,，]\d{{3}})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?)[ ]?
      (?P<a1>[余多来几]|余多)?(?P<mult>{_MULT})?(?P<a2>[余多来几])?[ ]?(?P<unit>{_UNITS})?
    |(?P<cn>[{_CN}]{{1,16}})(?P<a3>[余多来几])?(?P<cmult>万|亿)?(?P<a4>余|多)?(?P<cunit>{_CN_COUNTERS})
    |(?P<part>[{_CN}]{{1,9}})分之(?P<parts>[{_CN}]{{1,9}})
    |(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![立果效员为功本都品熟份因分套群长才年交绩片形像语天型])
    """,
    re.VERBOSE,
)
_AFTER = re.compile(r"(?P<more>[余多])?(?P<qual>\(?含\)?)?(?P<bound>及?以上|及?以下|以内|之内|左右|上下)?")
_BEFORE = re.compile(
    r"(?:(?P<ge>≥|>=|不得?少于|不得?低于|不小于|至少|最少|最低|不下)|(?P<le>≤|未超过|<=|不得?超过|不得?高于|不多于|不大于|最多|至多|最高不超过)"
    r"|(?P<gt>>|超过|突破|高于|多于|大于|(?<![治查控防])逾|(?<![治查控防赶])超)|(?P<lt><|不足|低于|少于|不到|小于|未达到?)"
    r"|(?P<approx>大约|将近|接近|大概|约(?:为|有|计)?|(?<![附最远靠])近))[ ]?$"
)
# a unit in the brackets behind the label: 罚没金额(万元):331.06
_UNIT_NOTE = re.compile(
    r"\((?:单位:)?(万元|亿元|元|万件|件|宗|起|人次|次|人|%|家次|家|户|份|个|辆|吨)\)[ ]*[:为]?[ ]*$"
)
_MAX_INTEGER_DIGITS = 18

_SLOGAN_AFTER = re.compile(
    r"(?:制度|清单|化|体系|机制|维护|确立|自信|意识|融合|统一|责任|规划|行动|工程|战略|原则|要求|目标|必须|坚持|到位|同步|结合|革命|环节|公开|平台|举措|联动|文化|关系|定位)"
)


def scan(
    folded: str, quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> tuple[list[Number], list[Passed]]:
    """All numbers of a text in order; `quoted` and `titled` are the spans inside short quotes and 《》."""
    numbers: list[Number] = []
    passed: list[Passed] = []
    position = 0
    while True:
        match = _CANDIDATE.search(folded, position)
        if match is None:
            return numbers, passed
        position = match.end() if match.end() > match.start() else match.end() + 1
        found = _classify(folded, match, quoted, titled)
        if found is None:
            continue
        if isinstance(found, Passed):
            passed.append(found)
            position = max(found.end, match.start() + 1)
        else:
            numbers.append(found)
            position = found.full_end


def _classify(
    text: str, m: re.Match[str], quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> Number | Passed | None:
    start = m.start()
    if m["cents"]:
        return _share(text, m)
    if m["part"]:
        return _fraction(text, m)
    if m["tenths"]:
        return _tenths(text, m)
    if m["cn"]:
        return _chinese(text, m, quoted, titled)
    rule, end = passing_rule(text, m, quoted, titled)
    if rule:
        return Passed(start, end, rule)
    unit_word = m["unit"]
    if unit_word == "周年":
        return Passed(start, m.end(), "anniversary")
    mult = m["mult"]
    if unit_word == "年" and not (m["a1"] or m["a2"]) and len(m["num"]) > 2:
        return Passed(start, m.end(), "date")
    value = parse_arabic(m["num"].replace("，", ","))
    if len(m["num"]) > _MAX_INTEGER_DIGITS + 4 or value >= Decimal(10) ** 14:
        return Passed(start, m.end("num"), "identifier")
    return _finish(text, start, m, value, mult, unit_word, m["a1"] or m["a2"])


def _finish(
    text: str,
    start: int,
    m: re.Match[str],
    value: Decimal,
    mult: str | None,
    word: str | None,
    more: str | None,
) -> Number | Passed:
    end = (
        m.end("mult")
        if mult and m.re is _CANDIDATE and m["num"]
        else m.end("num")
        if m["num"]
        else m.end("cn")
    )
    if m["cn"] and m["cmult"]:
        end = m.end("cmult")
    if mult:
        value *= MULTIPLIERS[mult]
    unit, counter = "count", word
    if word in MEASURES:
        unit, factor = MEASURES[word]
        value *= factor
        end = m.end()
        counter = None if unit == "ratio" else word
    if word is None and not mult and (note := _UNIT_NOTE.search(text[max(0, start - 14) : start])):
        base = note[1]
        if base[0] in "万亿" and len(base) > 1:
            value *= MULTIPLIERS[base[0]]
            base = base[1:]
        counter = base
        if base in MEASURES:
            unit, factor = MEASURES[base]
            value *= factor
            counter = None if unit == "ratio" else base
    full_end = m.end() if word else end
    if not word and more and end < m.end():
        full_end = m.end()
    after = _AFTER.match(text, full_end)
    bound = None
    if after:
        bound = after["bound"]
        if after["more"] and (after["bound"] or _boundary(text, after.end("more"))):
            more = more or after["more"]
            full_end = after.end("more")
        if bound:
            full_end = after.end("bound")
    before = _BEFORE.search(text, max(0, start - 8), start)
    lead = before.start() if before else start
    if bound and bound[-2:] in {"以上", "以下", "以内"} and is_threshold(text, start, full_end, unit):
        return Passed(start, end, "threshold")
    return Number(
        start,
        end,
        lead,
        full_end,
        value,
        unit,
        counter,
        _comparator(before, more, bound),
        word is None and not mult,
    )


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


def _boundary(text: str, at: int) -> bool:
    return at >= len(text) or not ("\u4e00" <= text[at] <= "\u9fff") or text[at] in "的"


def _share(text: str, m: re.Match[str]) -> Number | None:
    written = m["share"]
    if "点" in written:
        whole, part = written.split("点", 1)
        w, p = parse_chinese(whole), parse_chinese(part)
        value = None if w is None or p is None else Decimal(f"{w}.{p:0>{len(part)}}")
    else:
        value = parse_arabic(written) if written[0].isdigit() else parse_chinese(written)
    if value is None:
        return None
    value *= Decimal("0.01") if m["cents"] == "百分之" else Decimal("0.001")
    return _plain(text, m.start(), m.end(), value, "ratio", None)


def _fraction(text: str, m: re.Match[str]) -> Number | None:
    below, above = parse_chinese(m["part"]), parse_chinese(m["parts"])
    if not below or above is None:
        return None
    value = (above / below).quantize(Decimal("0.00000001"))
    return _plain(text, m.start(), m.end(), value, "ratio", None)


def _tenths(text: str, m: re.Match[str]) -> Number | None:
    before = _BEFORE.search(text, max(0, m.start() - 8), m.start())
    after = _AFTER.match(text, m.end())
    if (
        not before
        and not (after and (after["bound"] or after["more"]))
        and not text[max(0, m.start() - 2) : m.start()].endswith(
            (
                "占",
                "达",
                "到",
                "少了",
                "多了",
                "降了",
                "升了",
                "增长",
                "下降",
                "减少",
                "增加",
                "上升",
                "少",
                "降",
            )
        )
    ):
        return None
    tenths = parse_chinese(m["tenths"])
    if tenths is None:
        return None
    rest = Decimal(5) if m["half"] == "半" else parse_chinese(m["half"] or "零")
    value = tenths / 10 + (rest or Decimal(0)) / 100
    return _plain(text, m.start(), m.end(), value, "ratio", None)


def _plain(text: str, start: int, end: int, value: Decimal, unit: str, counter: str | None) -> Number:
    before = _BEFORE.search(text, max(0, start - 8), start)
    after = _AFTER.match(text, end)
    bound = after["bound"] if after else None
    more = after["more"] if after else None
    full_end = after.end() if after and (bound or more) else end
    return Number(
        start,
        end,
        before.start() if before else start,
        full_end,
        value,
        unit,
        counter,
        _comparator(before, more, bound),
        False,
    )


def _chinese(
    text: str, m: re.Match[str], quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> Number | Passed | None:
    """A Chinese numeral counts only with a counter, and not in slogans, ordinals and idioms."""
    start, written, word = m.start("cn"), m["cn"], m["cunit"]
    previous = text[start - 1] if start else "\n"
    if previous in "第初周星数几每某进统唯之" or (previous.isascii() and previous.isalnum()):
        return Passed(start, m.end(), "ordinal") if previous == "第" else None
    if within(titled, start):
        return Passed(start, m.end(), "title")
    if within(quoted, start):
        return Passed(start, m.end(), "quoted_name")
    value = parse_chinese(written)
    if value is None or (
        written[0] in "万亿百千"
        and len(written) == 1
        and not (m["a3"] or m["a4"])
        and not _BEFORE.search(text, max(0, start - 8), start)
    ):
        return None
    before = _BEFORE.search(text, max(0, start - 8), start)
    rest = text[m.end() : m.end() + 6]
    ends = _boundary(text, m.end()) and not rest.startswith("的")
    more = m["a3"] or m["a4"]
    if written == "一" and not before:
        if (previous in "有仅只" and ends) or text[max(0, start - 2) : start] in {"其中", "重大"}:
            pass
        elif word in {"起", "件", "例", "宗"} and text[max(0, start - 3) : start].endswith(
            ("发生", "有", "无", "没有")
        ):
            return Passed(start, m.end(), "indefinite")
        else:
            return Passed(start, m.end(), "indefinite")
    if word in WEAK_COUNTERS and not before and not more:
        if (
            not ends
            or not ("\u4e00" <= previous <= "\u9fff")
            or (value < 10 and previous in "这那以等前后上下")
        ):
            return Passed(start, m.end(), "slogan")
        if word in {
            "面",
            "方面",
            "层",
            "节",
            "道",
            "把",
            "头",
            "包",
            "集",
            "气",
            "身",
            "点",
            "批",
            "级",
            "步",
            "轮",
        }:
            return Passed(start, m.end(), "slogan")
    if word in {"日", "月", "号"}:
        return Passed(start, m.end(), "date")
    if (
        word in MEASURES
        and MEASURES[word][0] in {"year", "age", "points", "day"}
        and _SLOGAN_AFTER.match(rest)
    ):
        return Passed(start, m.end(), "slogan")
    mult = m["cmult"]
    return _finish(text, start, m, value, mult, word, more)
