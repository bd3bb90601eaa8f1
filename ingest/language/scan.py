"""One pass over a text for everything that looks like a number, and what each one is.

A candidate is either a `Number` (it counts or measures) or passed over by a named rule.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ingest.language.lexicon import COUNTERS, MEASURES, PLACE_COUNTERS, WEAK_COUNTERS
from ingest.language.not_quantities import Spans, is_threshold, passing_rule
from ingest.language.numerals import MULTIPLIERS, parse_arabic, parse_chinese
from ingest.language.patterns import any_of


class Number(NamedTuple):
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


class Passed(NamedTuple):
    start: int
    end: int
    rule: str


_MULT = "万亿|千万|百万|十万|亿|万|千|百"
_CN = "零一二两三四五六七八九十百千万亿"
_CN_COUNTERS = [
    *(word for word in MEASURES if word not in {"年", "度", "方", "分", "%", "周"}),
    *COUNTERS,
    *PLACE_COUNTERS,
]
_ARABIC = re.compile(
    rf"""(?P<num>\d{{1,3}}(?:[,，]\d{{3}})+(?![\d])(?:\.\d+)?|\d{{1,3}}(?:\ \d{{3}})+(?=[件起宗份家户次人辆台元])|\d+(?:\.\d+)?)[ ]?
      (?P<a1>[余多来几]|余多)?(?P<mult>{_MULT})?(?P<a2>[余多来几])?[ ]?
      (?P<unit>{any_of([*MEASURES, *COUNTERS, *PLACE_COUNTERS])})?""",
    re.VERBOSE,
)
_CHINESE = re.compile(
    rf"""(?P<cents>百分之|千分之)(?P<share>\d+(?:\.\d+)?|[{_CN}]{{1,9}}(?:点[{_CN}]{{1,9}})?)
    |(?P<cn>[{_CN}]{{1,16}})(?P<a3>[余多来几])?(?P<cmult>万|亿)?(?P<a4>余|多)?(?P<cunit>{any_of(_CN_COUNTERS)})
    |(?P<part>[{_CN}]{{1,9}})分之(?P<parts>[{_CN}]{{1,9}})
    |(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![立果效员为功本都品熟份因分套群长才年交绩片形像语天型])
    """,
    re.VERBOSE,
)


def _behind_numeral(counter: str) -> str:
    """The first character of a counter that is no numeral itself: 克 of 千克."""
    return counter.lstrip(_CN)[0]


# digits, or Chinese numerals before what can make a number of them: where one of the patterns can begin
_RUN = re.compile(
    rf"[\d{_CN}](?:(?<=\d)\d*+|(?<![{_CN}][{_CN}])(?<=[{_CN}])[{_CN}]*+"
    rf"(?=[余多来几分成{''.join(sorted(set(map(_behind_numeral, _CN_COUNTERS))))}]))"
)
_AFTER = re.compile(r"(?P<more>[余多])?(?P<qual>\(?含\)?)?(?P<bound>及?以上|及?以下|以内|之内|左右|上下)?")
_BEFORE = re.compile(
    r"(?:(?P<ge>≥|>=|不得?少于|不得?低于|不小于|至少|最少|最低|不下)|(?P<le>≤|未超过|<=|不得?超过|不得?高于|不多于|不大于|最多|至多|最高不超过)"
    r"|(?P<gt>>|超过|突破|高于|多于|大于|(?<![治查控防])逾|(?<![治查控防赶])超)|(?P<lt><|不足|低于|少于|不到|小于|未达到?)"
    r"|(?P<approx>大约|将近|接近|大概|(?<![公民合契预节违条签履守解特爽邀大])约(?:为|有|计)?|(?<![附最远靠])近))[ ]?\Z"
)
# a unit in the brackets behind the label: 罚没金额(万元):331.06
_UNIT_NOTE = re.compile(
    r"\((?:单位:)?(万元|亿元|元|万件|件|宗|起|人次|次|人|%|家次|家|户|份|个|辆|吨)\)[ ]*[:为]?[ ]*\Z"
)
# what these words begin and end with; most numbers stand beside none of them
_AFTER_FIRST = frozenset("余多(含及以之左上")
_BEFORE_LAST = frozenset("≥=≤<>于过少低多高下破逾超足到小达约近概为有计 ")
_RANGE_MARKS = frozenset("-~至到")
_MAYBE_RANGE = frozenset(["bare_number", "code"])
_DATE_UNITS = frozenset(["年", "月", "日", "号", "时", "分", "季度"])
_THRESHOLDS = frozenset(["以上", "以下", "以内"])
_MAX_INTEGER_DIGITS = 18
_MAX_NUMERALS = 16
_BEFORE_TENTHS = (
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
_BARE_MULTIPLIERS = frozenset("万亿百千")
_STRESSES = frozenset(["其中", "重大"])
# weak counters that make an idiom whatever stands around them
_IDIOM_COUNTERS = frozenset("面 方面 层 节 道 把 头 包 集 气 身 点 批 级 步 轮".split())
_DATE_WORDS = frozenset("日月号")
_SLOGAN_UNITS = frozenset(["year", "age", "points", "day"])
_TOO_LARGE = Decimal(10) ** 14

_VAGUE = re.compile(
    r"(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万]?\Z"
)  # 五六起, 三五件
_SLOGAN_AFTER = re.compile(
    r"(?:制度|清单|化|体系|机制|维护|确立|自信|意识|融合|统一|责任|规划|行动|工程|战略|原则|要求|目标|必须|坚持|到位|同步|结合|革命|环节|公开|平台|举措|联动|文化|关系|定位)"
)


def scan(folded: str, quoted: Spans, titled: Spans) -> tuple[list[Number], list[Passed]]:
    """All numbers of a text in order; `quoted` and `titled` are the spans inside short quotes and 《》."""
    numbers: list[Number] = []
    passed: list[Passed] = []
    position = 0
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if end <= position:
            continue
        start = max(start, position)
        found: Number | Passed | None
        if folded[start].isdecimal():
            match = _ARABIC.match(folded, start)
            assert match is not None
            found = _arabic(folded, match, quoted, titled)
        else:
            match = _first_chinese(folded, start, end)
            if match is None:
                continue
            found = _chinese(folded, match, quoted, titled)
        if found is None:
            position = match.end()
        elif isinstance(found, Passed):
            passed.append(found)
            position = max(found.end, match.start() + 1)
        else:
            if numbers and found.comparator == "eq" and is_range(folded, numbers[-1], found):
                found = found._replace(comparator="le")
            numbers.append(found)
            position = found.full_end
    return numbers, passed


def is_range(text: str, lower: Number, upper: Number) -> bool:
    """Whether two numbers are the ends of a range: 3至5件."""
    return lower.end + 1 == lower.full_end == upper.start and text[lower.end] in _RANGE_MARKS


def _first_chinese(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first match in the run of Chinese numerals at start:end: at its beginning, or near its end."""
    if match := _CHINESE.match(text, start):
        return match
    # 百分之 and 三成 begin with the last numeral, and no numeral has more than so many
    for at in range(max(start + 1, end - _MAX_NUMERALS), end):
        if match := _CHINESE.match(text, at):
            return match
    return None


def _arabic(text: str, m: re.Match[str], quoted: Spans, titled: Spans) -> Number | Passed:
    digits, a1, mult, a2, unit = m.groups()
    start, end = m.span("num")
    stop = m.end()
    if mult and (rest := _compound(text, m)):
        return _joined(text, m, rest)
    rule, passed_to = passing_rule(text, start, end, stop, digits, mult, unit, quoted, titled)
    if rule in _MAYBE_RANGE and (upper := _range_end(text, m)):
        value, unit, counter = _measure(_times(parse_arabic(digits), upper["mult"]), upper["unit"])
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
    return _finish(text, start, m.end("mult") if mult else end, stop, value, mult, unit, a1 or a2)


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


def _chinese(text: str, m: re.Match[str], quoted: Spans, titled: Spans) -> Number | Passed | None:
    if m["cn"]:
        return _numeral(text, m, quoted, titled)
    if m["cents"]:
        return _share(text, m)
    return _fraction(text, m) if m["part"] else _tenths(text, m)


def _finish(
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
    value = _times(value, mult)
    unit, counter = "count", word
    if word is None:
        if not mult and (note := _unit_note(text, start)):
            if note[0] in "万亿" and len(note) > 1:
                value *= MULTIPLIERS[note[0]]
                note = note[1:]
            value, unit, counter = _measure(value, note)
    elif word in MEASURES:
        value, unit, counter = _measure(value, word)
        end = stop
    bound = None
    if text[full_end : full_end + 1] in _AFTER_FIRST and (after := _AFTER.match(text, full_end)):
        bound = after["bound"]
        if after["more"] and (bound or _boundary(text, after.end("more"))):
            more = more or after["more"]
            full_end = after.end("more")
        if bound:
            full_end = after.end("bound")
    before = _comparing_words(text, start)
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


def _joined(text: str, m: re.Match[str], rest: re.Match[str]) -> Number | Passed:
    """The number written 1万2000元."""
    value = _times(parse_arabic(m["num"]), m["mult"]) + _times(parse_arabic(rest["num"]), rest["mult"])
    end = rest.end("mult") if rest["mult"] else rest.end("num")
    more = rest["a1"] or rest["a2"]
    found = _finish(text, m.start(), end, rest.end(), value, None, rest["unit"], more)
    return found._replace(is_bare=False) if isinstance(found, Number) else found


def _times(value: Decimal, multiplier: str | None) -> Decimal:
    return value * MULTIPLIERS[multiplier] if multiplier else value


def _measure(value: Decimal, word: str) -> tuple[Decimal, str, str | None]:
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


def _comparing_words(text: str, start: int) -> re.Match[str] | None:
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
    after = _AFTER.match(text, m.end())
    bounded = _comparing_words(text, m.start()) or (after and (after["bound"] or after["more"]))
    if not bounded and not text[max(0, m.start() - 2) : m.start()].endswith(_BEFORE_TENTHS):
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


def _numeral(text: str, m: re.Match[str], quoted: Spans, titled: Spans) -> Number | Passed | None:
    """A Chinese numeral counts only with a counter, and not in slogans, ordinals and idioms."""
    start, stop = m.span()
    written, word = m["cn"], m["cunit"]
    previous = text[start - 1] if start else "\n"
    if _VAGUE.search(written):
        return Passed(start, stop, "vague_numeral")
    if previous in "第初周星数几每某进统唯之" or (previous.isascii() and previous.isalnum()):
        return Passed(start, stop, "ordinal") if previous == "第" else None
    if titled.hold(start):
        return Passed(start, stop, "title")
    if quoted.hold(start):
        return Passed(start, stop, "quoted_name")
    value = parse_chinese(written)
    before = _comparing_words(text, start)
    more = m["a3"] or m["a4"]
    if value is None or (before is None and not more and written in _BARE_MULTIPLIERS):
        return None
    if not before:
        ends = _boundary(text, stop) and not text.startswith("的", stop)
        stressed = (previous in "有仅只" and ends) or text[max(0, start - 2) : start] in _STRESSES
        if written == "一" and not stressed:
            return Passed(start, stop, "indefinite")
        if (
            not more
            and word in WEAK_COUNTERS
            and (word in _IDIOM_COUNTERS or not ends or _is_vague(previous, value))
        ):
            return Passed(start, stop, "slogan")
    if word in _DATE_WORDS:
        return Passed(start, stop, "date")
    if word in MEASURES and MEASURES[word][0] in _SLOGAN_UNITS and _SLOGAN_AFTER.match(text, stop, stop + 6):
        return Passed(start, stop, "slogan")
    mult = m["cmult"]
    return _finish(text, start, m.end("cmult") if mult else m.end("cn"), stop, value, mult, word, more)


def _is_vague(previous: str, value: Decimal) -> bool:
    """Whether what stands before a numeral with a weak counter makes it an idiom: 这两项, or nothing at all."""
    return not ("\u4e00" <= previous <= "\u9fff") or (value < 10 and previous in "这那以等前后上下")
