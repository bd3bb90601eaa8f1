"""Which year and span a number is about: dates, 去年, 截至, 以来, 上半年, and what the section says."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from string import digits
from typing import Final, NamedTuple

from ingest.language.not_quantities import Spans
from ingest.language.patterns import Anchored

_DATE: Final = Anchored(
    r"""(?P<y>(?:19|20)\d\d)年?(?:度|末|底|初|全年)?\s?
        (?:(?P<sep>[-~至到、和与及])\s?(?P<y2>(?:19|20)\d\d)年(?:度|底|末)?)?
        (?<=[年度末底初份])
        (?:(?P<m>\d{1,2})月(?:份|底|末|初)?(?:(?P<d>\d{1,2})[日号])?)?
    |(?P<my1>\d{1,2})(?:月(?:份|(?P<md1>\d{1,2})[日号])?)?[-~至到](?P<my2>\d{1,2})月(?:份)?(?:(?P<md2>\d{1,2})[日号])?
    |(?P<mm>\d{1,2})月(?:份|底|末|初)?(?:(?P<dd>\d{1,2})[日号])?(?:[-~至到](?P<dd2>\d{1,2})日)?
    |(?P<half>上半年|下半年)|(?P<quarter>前三季度|[一二三四]季度|第[一二三四]季度)
    |(?P<last>去年|上年度?|上一年度?|前一年)|(?P<this>今年|本年度?|当年)|(?P<next>明年|来年|下一?年度?)
    |(?P<before>前年)
    """,
    # every date has a 年, 月 or 季, or is written 2023度; most stands before it in 2022 - 2023年
    anchors={
        "年": (f"{digits}半一去上本当明来下今前全", 11),
        "月": (digits, 5),
        "度末底初": (digits, 4),
        "季": ("一二三四", 2),
    },
    firsts={
        digits: "",
        "上下": "半年一",
        "前": "三一年",
        "第": "一二三四",
        "一二三四": "季",
        "去今本当明来": "年",
    },
    flags=re.VERBOSE,
)
# a date bound by the number that stands right behind it; the pattern and its reach cover that number
_BOUND: Final = re.compile(r"(?:年|度|的|为|是|有|共|约|近|仅|则)*[\d,.]+[^,;。]{0,6}")
_BOUND_REACH: Final = 400
_DIRECT: Final = re.compile(r"(?:同期)?(?:的|为|是|有|共|约)*")
_COMPARED: Final = re.compile(
    r"(?:同比|相比|增|减|上升|下降|提高|[^,;。()]{0,8}(?:相比|增长|增加|上升|提高|提升|下降|减少|降低|多|少))"
)
_TO: Final = re.compile(r"[-~至到](?:(\d{1,2})月(?:份)?)?(?:(\d{1,2})[日号])?")
# what came about then is no year of the figures behind: 2021年挂牌,与县局合署,执法人员21名
_CAME_ABOUT: Final = re.compile(
    r"[^,;。:()\d]{0,6}(?:挂牌|成立|组建|设立|启用|上线|投用|施行|建成|改革)[^,;。:()\d]{0,4},"
)
_MONTHS_BEHIND: Final = re.compile(r",?(\d{1,2})[-~至到](\d{1,2})月")
_SPAN_MARKS: Final = frozenset("-~至到")
_HALVES: Final = {"上半年": (1, 6), "下半年": (7, 12)}
_OPENERS: Final = frozenset(["我局", "我市", "我委", "我县", "我区", "本局", "其中", "截至"])
_SINCE: Final = re.compile(r"[,组建成立实施开展启动上线运行]*+(?:以来|至今|起)")
_SINCE_FIRST: Final = frozenset(",组建成立实施开展启动上线运行以至起")
# each alternative begins with a plain character, or the search would be ten times as slow
PART: Final = re.compile(
    r"期间|当天|当日|当晚|每天|每日|日均|月均|当月|本月|每月|当周|本周|每周|近日|日前|连日来|节前|节日|春运|暑运|汛期|假期|黄金周|春节|国庆|五一|中秋|元旦|清明|端午|两节|双节|台风|天来(?<=\d天来)|启动\d+天|此次|本次|首日"
)
_YEARLY: Final = re.compile(r"(?:每年|每人每年|年均|每年度|逐年|一年不少于|年度内?人均|每个?年度)")
_RECENT: Final = re.compile(r"近年来?|历年(?=来|累计|共)|近?[两三四五几]年来|近[两三几]年|多年来")
# a sentence that opens with an era counts over all of it: “十四五”以来,累计...
_ERA: Final = re.compile(
    r"[^,;。:!?\d]{0,8}(?:十[一二三四五]五[”\"]?(?:规划)?(?:期间|时期|以来)|十[八九]大以来|二十大以来|(?:成立|组建|挂牌|建局|建队)以来)"
)
_ERA_REACH: Final = 18  # characters, of its longest match
_WHOLE: Final = re.compile(r"全年|年内|年度|一年来|1[-~至到]12月|今年以来|一年")


class DateWords:
    """A date expression at text[start:end]; fields are None where the words do not say."""

    def __init__(
        self,
        start: int,
        end: int,
        year: int | None,
        year_to: int | None,
        relative: int | None,  # -1 去年, 0 今年, +1 明年
        month_from: int | None,
        day_from: int | None,
        month_to: int | None,
        day_to: int | None,
        since: bool,
        until: bool,
        opens: bool,  # it opens its clause, so it frames what follows
    ) -> None:
        self.start = start
        self.end = end
        self.year = year
        self.year_to = year_to
        self.relative = relative
        self.month_from = month_from
        self.day_from = day_from
        self.month_to = month_to
        self.day_to = day_to
        self.since = since
        self.until = until
        self.opens = opens


class Period:
    def __init__(
        self,
        year: int | None,
        start: date | None,
        end: date | None,
        is_part_year: bool,
        relative: int | None,
        spans_years: bool,
        is_explicit: bool = False,
    ) -> None:
        self.year = year
        self.start = start
        self.end = end
        self.is_part_year = is_part_year
        self.relative = relative
        self.spans_years = spans_years
        self.is_explicit = is_explicit


class _Months(NamedTuple):
    first: int | None = None
    first_day: int | None = None
    last: int | None = None
    last_day: int | None = None


_NO_MONTHS: Final = _Months()
_QUARTERS: Final = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}


def find_dates(text: str, skip: Spans) -> list[DateWords]:
    """All date expressions outside the spans in `skip` (titles, document numbers), in order."""
    out: list[DateWords] = []
    taken = 0
    for m in _DATE.matches(text):
        start, end = m.span()
        before = text[start - 1] if start else "\n"
        if start < taken or skip.hold(start):
            continue
        if start and (before in "[第." or before.isdigit() or (before == "个" and m["mm"])):
            continue
        year = int(m["y"]) if m["y"] else None
        year_to = int(m["y2"]) if m["y2"] else None
        months, end = _months(m, text, end)
        if months.first is not None and not (
            1 <= months.first <= 12 and months.last and 1 <= months.last <= 12
        ):
            continue
        relative = (
            None
            if year
            else -1
            if m["last"]
            else 0
            if m["this"]
            else 1
            if m["next"]
            else -2
            if m["before"]
            else None
        )
        ahead = text[start - 3 : start] if start >= 3 else text[:start]
        # 从2023年的6.3万次压到4万次 gives the level of that year
        since = (ahead.endswith(("自", "从")) and not text.startswith("的", end)) or (
            text[end : end + 1] in _SINCE_FIRST and _SINCE.match(text, end, end + 8) is not None
        )
        until = ahead.endswith(("截至", "截止", "截止到", "到", "至", "-", "~"))
        opens = (
            before in "\n,;:。()!? 、“局委厅队府院处所市县区省镇" or until or since or ahead[-2:] in _OPENERS
        )
        m1, d1, m2, d2 = months.first, months.first_day, months.last, months.last_day
        found = DateWords(start, end, year, year_to, relative, m1, d1, m2, d2, since, until, opens)
        if (
            out
            and until
            and text[out[-1].end : start] in _SPAN_MARKS
            and _is_month(out[-1])
            and _is_month(found)
        ):
            first = out.pop()  # 2022年11月至2023年10月
            first.end, first.year_to, first.month_to, first.day_to = end, year, found.month_to, found.day_to
            found = first
        out.append(found)
        taken = end
    return out


def _months(m: re.Match[str], text: str, end: int) -> tuple[_Months, int]:
    """The months and days of a date expression, and where it ends with what more of them stands behind it."""
    if m["y"]:
        if m["m"]:
            month, day = int(m["m"]), int(m["d"]) if m["d"] else None
            tail = _TO.match(text, end, end + 8)
            if tail and (tail[1] or tail[2]):
                return _Months(
                    month, day, int(tail[1] or month), int(tail[2]) if tail[2] else None
                ), tail.end()
            return _Months(month, day, month, day), end
        if m["y2"]:
            return _NO_MONTHS, end
        if tail := _MONTHS_BEHIND.match(text, end, end + 8):
            return _Months(int(tail[1]), None, int(tail[2])), tail.end()
        if half := _HALVES.get(text[end : end + 3]):
            return _Months(half[0], None, half[1]), end + 3
    elif m["my1"]:
        first_day, last_day = (int(m["md1"]) if m["md1"] else None), (int(m["md2"]) if m["md2"] else None)
        return _Months(int(m["my1"]), first_day, int(m["my2"]), last_day), end
    elif m["mm"]:
        day = int(m["dd"]) if m["dd"] else None
        return _Months(int(m["mm"]), day, int(m["mm"]), int(m["dd2"]) if m["dd2"] else day), end
    elif m["half"]:
        half = _HALVES[m["half"]]
        return _Months(half[0], None, half[1]), end
    elif m["quarter"]:
        quarter = (1, 9) if m["quarter"] == "前三季度" else _QUARTERS[m["quarter"].strip("第")[0]]
        return _Months(quarter[0], None, quarter[1]), end
    return _NO_MONTHS, end


def _is_month(d: DateWords) -> bool:
    return d.year is not None and d.year_to is None and d.month_to is not None


def is_yearly(words: str) -> bool:
    return bool(_YEARLY.search(words))


def resolve(
    dates: Sequence[DateWords],
    text: str,
    sentence: int,
    clause: int,
    at: int,
    base: int | None,
    taken: int | None = None,
    may_be_part: bool = True,
) -> Period:
    """The period of the number at `at`, from the date words before it in its sentence; `base` is the report's year.

    `taken` is the end of the number before in the sentence: a date right before that number binds that one alone.
    A date in the number's own clause binds it; an earlier one in the sentence binds where it opens its clause.
    `may_be_part` is False where the sentence holds no words for a part of a year.
    """
    year: int | None = None
    relative: int | None = None
    months: DateWords | None = None
    since = until = spans_years = False
    is_that_year = False  # 当年: the year that the sentence named before
    for d in reversed(dates):
        if text.startswith("当年", d.start):
            is_that_year = d.start >= clause
            continue
        if not _binds(d, text, clause, at, taken) and not (is_that_year and _is_named(d, text)):
            continue
        if months is None and d.month_from is not None and d.month_to is not None:
            months, since, until = d, since or d.since, until or d.until
        if d.year is not None or d.relative is not None:
            since, until = since or d.since, until or d.until
            year, relative = d.year_to or d.year, d.relative
            spans_years = d.year_to is not None and d.year != d.year_to
            break
    if year is None and relative is not None and base is not None:
        year = base + relative
    explicit = year is not None
    if year is None:
        year = base
    if since and explicit and base is not None and year is not None and year < base:
        return Period(None, None, None, False, relative, True)
    words = text[clause:at]
    if not explicit and "年" in words and _RECENT.search(words):
        return Period(None, None, None, False, relative, True)
    opening = text[sentence : sentence + _ERA_REACH]
    names_era = "以来" in opening or "期间" in opening or "时期" in opening
    if not explicit and names_era and _ERA.match(opening):
        return Period(None, None, None, False, relative, True)
    is_whole = ("年" in words or "月" in words) and _WHOLE.search(words) is not None
    if months is not None and months.year_to is not None:
        return _over_years(months, base)
    if months is not None and _is_whole_year(months):
        return Period(year, None, None, False, relative, spans_years, explicit)
    if months is None or is_whole:
        is_part = not is_whole and may_be_part and PART.search(text[max(sentence, at - 60) : at]) is not None
        return Period(year, None, None, is_part and not (until and explicit), relative, spans_years, explicit)
    if year is None:
        return Period(None, None, None, True, relative, spans_years, explicit)
    if until and months.month_to == 12 and (months.day_to is None or months.day_to >= 25):
        return Period(year, None, None, False, relative, spans_years, explicit)
    start, end = _span(year, months, since, until)
    return Period(year, start, end, True, relative, spans_years, explicit)


def _over_years(d: DateWords, base: int | None) -> Period:
    """The period of a span that begins in one year and ends in another: no year is its own."""
    if d.year is None or d.year_to is None or d.month_from is None or d.month_to is None:
        return Period(None, None, None, True, None, True)
    try:
        first = date(d.year, d.month_from, d.day_from or 1)
        last = date(d.year_to, d.month_to, d.day_to or calendar.monthrange(d.year_to, d.month_to)[1])
    except ValueError:
        return Period(None, None, None, True, None, True)
    if first > last or d.year == d.year_to:
        return Period(d.year_to, None, None, True, None, False, True)
    return Period(None, first, last, True, None, True)


def _binds(d: DateWords, text: str, clause: int, at: int, taken: int | None) -> bool:
    """Whether a date says when the number at `at` was counted."""
    if taken is not None and d.end < taken <= d.end + _BOUND_REACH and _BOUND.fullmatch(text, d.end, taken):
        return False
    own = d.start >= clause
    if not own and not d.since and _CAME_ABOUT.match(text, d.end, at):
        return False
    closed = text.find(")", d.end, at)
    if closed >= 0 and "(" not in text[d.end : closed]:
        return False  # 审结33件(含上年结转1件), 维持20件
    if d.relative is None or d.relative >= 0:
        return own or d.opens
    # 去年 in another clause, or as what this year's figure is compared to
    if not own:
        # of the year before is all of a sentence that opens with it, until it names another
        opens = d.start == 0 or text[d.start - 1] in "。;!?\n"
        return (
            opens and _COMPARED.match(text, d.end, d.end + 14) is None and not text.startswith("同期", d.end)
        )
    if at <= d.end or _DIRECT.fullmatch(text, d.end, at):
        return True
    return (d.opens or at - d.end <= 6) and not _COMPARED.match(text, d.end, d.end + 14)


def _is_named(d: DateWords, text: str) -> bool:
    """Whether a date names a year that 当年 can mean: not one that a figure is compared with."""
    return d.year is not None and text[d.start - 1 : d.start] not in {"较", "比", "与", "同"}


def _is_whole_year(months: DateWords) -> bool:
    ends = months.month_from, months.month_to
    return ends == (1, 12) and months.day_from in (None, 1) and months.day_to in (None, 31)


def _span(year: int, months: DateWords, since: bool, until: bool) -> tuple[date | None, date | None]:
    m1, d1, m2, d2 = months.month_from, months.day_from, months.month_to, months.day_to
    if m1 is None or m2 is None:
        return None, None
    try:
        first = date(year, m1, d1 or 1)
        last = date(year, m2, d2 or calendar.monthrange(year, m2)[1])
    except ValueError:
        return None, None
    if until and not since:
        return date(year, 1, 1), last
    if since:
        return first, None
    return (first, last) if first <= last else (None, None)
