"""Numbers in Chinese numerals: 三十六件, 百分之八十, 三分之一, 两成半; and the idioms and slogans that are none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.language.lexicon import COUNTERS, MEASURES, PLACE_COUNTERS, WEAK_COUNTERS
from ingest.language.not_quantities import Spans
from ingest.language.numerals import MULTIPLIERS, parse_arabic, parse_chinese
from ingest.language.patterns import any_of_many
from ingest.language.written import AFTER, Number, Passed, comparing_words, finish, is_boundary, share

NUMERALS: Final = "零一二两三四五六七八九十百千万亿"
COUNTERS_OF_NUMERALS: Final = [
    *(word for word in MEASURES if word not in {"年", "度", "方", "分", "%", "周"}),
    *COUNTERS,
    *PLACE_COUNTERS,
]
_CHINESE: Final = re.compile(
    rf"""(?P<cents>百分之|千分之)(?P<share>\d+(?:\.\d+)?|[{NUMERALS}]{{1,9}}(?:点[{NUMERALS}]{{1,9}})?)
    |(?P<cn>[{NUMERALS}]{{1,16}})(?:(?=[余多来几万亿])(?P<a3>[余多来几])?(?P<cmult>万|亿)?(?P<a4>余|多)?|)(?P<cunit>{any_of_many(COUNTERS_OF_NUMERALS)})
    |(?P<part>[{NUMERALS}]{{1,9}})分之(?P<parts>[{NUMERALS}]{{1,9}})
    |(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![立果效员为功本都品熟份因分套群长才年交绩片形像语天型])
    """,
    re.VERBOSE,
)
_MAX_NUMERALS: Final = 16
_BEFORE_TENTHS: Final = (
    "占",
    "率",
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
    "多",
    "降",
)
_BARE_MULTIPLIERS: Final = frozenset("万亿百千")
_STRESSES: Final = frozenset(["其中", "重大"])
_OUTCOMES: Final = ("败诉", "胜诉", "被撤销", "被纠错", "被确认违法", "被变更")
_DENIED: Final = re.compile(r"[无没未零不][^,;。]{0,4}\Z|每\Z|任何\Z")
# weak counters that make an idiom whatever stands around them
_IDIOM_COUNTERS: Final = frozenset("面 方面 层 节 道 把 头 包 集 气 身 点 批 级 步 轮".split())
_DATE_WORDS: Final = frozenset("日月号")
_SLOGAN_UNITS: Final = frozenset(["year", "age", "points", "day"])
_VAGUE: Final = re.compile(
    r"(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万]?\Z"
)  # 五六起, 三五件
_SLOGAN_AFTER: Final = re.compile(
    r"(?:制度|清单|化|体系|机制|维护|确立|自信|意识|融合|统一|责任|规划|行动|工程|战略|原则|要求|目标|必须|坚持|到位|同步|结合|革命|环节|公开|平台|举措|联动|文化|关系|定位)"
)


def behind_numeral(counter: str) -> str:
    """The first character of a counter that is no numeral itself: 克 of 千克."""
    return counter.lstrip(NUMERALS)[0]


def first_chinese(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first match in the run of Chinese numerals at start:end: at its beginning, or near its end."""
    if match := _CHINESE.match(text, start):
        return match
    # 百分之 and 三成 begin with the last numeral, and no numeral has more than so many
    for at in range(max(start + 1, end - _MAX_NUMERALS), end):
        if match := _CHINESE.match(text, at):
            return match
    return None


def read_chinese(text: str, m: re.Match[str], quoted: Spans, titled: Spans) -> Number | Passed | None:
    if m["cn"]:
        return _numeral(text, m, quoted, titled)
    if m["cents"]:
        return _share(text, m)
    return _fraction(text, m) if m["part"] else _tenths(text, m)


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
    return share(text, m.start(), m.end(), value)


def _fraction(text: str, m: re.Match[str]) -> Number | None:
    below, above = parse_chinese(m["part"]), parse_chinese(m["parts"])
    if not below or above is None:
        return None
    value = (above / below).quantize(Decimal("0.00000001"))
    return share(text, m.start(), m.end(), value)


def _tenths(text: str, m: re.Match[str]) -> Number | None:
    after = AFTER.match(text, m.end())
    bounded = comparing_words(text, m.start()) or (after and (after["bound"] or after["more"]))
    if not bounded and not text[max(0, m.start() - 2) : m.start()].endswith(_BEFORE_TENTHS):
        return None
    tenths = parse_chinese(m["tenths"])
    if tenths is None:
        return None
    rest = Decimal(5) if m["half"] == "半" else parse_chinese(m["half"] or "零")
    value = tenths / 10 + (rest or Decimal(0)) / 100
    return share(text, m.start(), m.end(), value)


def _numeral(text: str, m: re.Match[str], quoted: Spans, titled: Spans) -> Number | Passed | None:
    """A Chinese numeral counts only with a counter, and not in slogans, ordinals and idioms."""
    start, stop = m.span()
    written, word = m["cn"], m["cunit"]
    previous = text[start - 1] if start else "\n"
    if len(written) > 1 and _VAGUE.search(written):
        return Passed(start, stop, "vague_numeral")
    if previous in "第初周星数几每某进统唯之" or (previous.isascii() and previous.isalnum()):
        return Passed(start, stop, "ordinal") if previous == "第" else None
    if titled.hold(start):
        return Passed(start, stop, "title")
    if quoted.hold(start):
        return Passed(start, stop, "quoted_name")
    before = comparing_words(text, start)
    more = m["a3"] or m["a4"]
    if written in _BARE_MULTIPLIERS:
        value = MULTIPLIERS[written] if before or more else None  # 近万份
    else:
        value = parse_chinese(written)
    if value is None:
        return None
    if not before:
        ends = is_boundary(text, stop) and not text.startswith("的", stop)
        stressed = (previous in "有仅只" and ends) or text[max(0, start - 2) : start] in _STRESSES
        # 15件中一宗败诉, not 无一宗败诉
        stressed = stressed or (
            text.startswith(_OUTCOMES, stop)
            and not _DENIED.search(text, start - 6 if start > 6 else 0, start)
        )
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
    return finish(text, start, m.end("cmult") if mult else m.end("cn"), stop, value, mult, word, more)


def _is_vague(previous: str, value: Decimal) -> bool:
    """Whether what stands before a numeral with a weak counter makes it an idiom: 这两项, or nothing at all."""
    return not ("\u4e00" <= previous <= "\u9fff") or (value < 10 and previous in "这那以等前后上下")
