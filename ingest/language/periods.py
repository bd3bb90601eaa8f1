"""Which year and span a number is about: dates, 去年, 截至, 以来, 上半年, and what the section says."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
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
    re.VERBOSE,
)
_SINCE = re.compile(r"(?:以来|至今|起|开始)")
_PART = re.compile(
    r"(?:期间|当天|当日|当晚|每天|每日|日均|月均|当月|本月|每月|当周|本周|每周|近日|日前|连日来|节前|节日|春运|暑运|汛期|假期|黄金周|春节|国庆|五一|中秋|元旦|清明|端午|两节|双节|台风|\d+天来|启动\d+天|此次|本次|首日)"
)
_YEARLY = re.compile(r"(?:每年|每人每年|年均|每年度|逐年|一年不少于|年度内?人均|每个?年度)")
_WHOLE = re.compile(r"全年|年内|年度|一年来|1[-~至到]12月|今年以来|一年")


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date expression at text[start:end]; fields are None where the words do not say."""

    start: int
    end: int
    year: int | None
    year_to: int | None
    relative: int | None  # -1 去年, 0 今年, +1 明年
    month_from: int | None
    day_from: int | None
    month_to: int | None
    day_to: int | None
    since: bool
    until: bool
    opens: bool  # it opens its clause, so it frames what follows


@dataclass(frozen=True, slots=True)
class Period:
    year: int | None
    start: date | None
    end: date | None
    is_part_year: bool
    relative: int | None
    spans_years: bool
    is_explicit: bool = False


_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}


def find_dates(text: str, skip: list[tuple[int, int]]) -> list[DateWords]:
    """All date expressions outside the spans in `skip` (titles, document numbers), in order."""
    out: list[DateWords] = []
    for m in _DATE.finditer(text):
        s, e = m.span()
        if out and s < out[-1].end:
            continue
        if any(a <= s < b for a, b in skip):
            continue
        if s and (
            text[s - 1] in "[第"
            or text[s - 1].isdigit()
            or text[s - 1] == "."
            or (m["mm"] and text[s - 1] in "个")
        ):
            continue
        year = int(m["y"]) if m["y"] else None
        year_to = int(m["y2"]) if m["y2"] else None
        relative = -1 if m["last"] else 0 if m["this"] else 1 if m["next"] else -2 if m["before"] else None
        m1 = d1 = m2 = d2 = None
        if m["m"]:
            m1 = m2 = int(m["m"])
            d1 = d2 = int(m["d"]) if m["d"] else None
            tail = re.match(r"[-~至到](?:(\d{1,2})月(?:份)?)?(?:(\d{1,2})[日号])?", text[e : e + 8])
            if tail and (tail[1] or tail[2]):
                m2, d2 = int(tail[1] or m1), int(tail[2]) if tail[2] else None
                e += tail.end()
        elif m["my1"]:
            m1, m2 = int(m["my1"]), int(m["my2"])
            d1, d2 = (int(m["md1"]) if m["md1"] else None), (int(m["md2"]) if m["md2"] else None)
        elif m["mm"]:
            m1 = m2 = int(m["mm"])
            d1 = int(m["dd"]) if m["dd"] else None
            d2 = int(m["dd2"]) if m["dd2"] else d1
        elif m["half"]:
            m1, m2 = (1, 6) if m["half"] == "上半年" else (7, 12)
        elif m["quarter"]:
            m1, m2 = (1, 9) if m["quarter"] == "前三季度" else _QUARTERS[m["quarter"].strip("第")[0]]
        elif year is not None and not year_to:
            tail = re.match(r",?(\d{1,2})[-~至到](\d{1,2})月", text[e : e + 8]) or re.match(
                r"(上半年|下半年)", text[e : e + 4]
            )
            if tail and tail[1][0].isdigit():
                m1, m2 = int(tail[1]), int(tail[2])
                e += tail.end()
            elif tail:
                m1, m2 = (1, 6) if tail[1] == "上半年" else (7, 12)
                e += tail.end()
        if m1 is not None and not (1 <= m1 <= 12 and m2 is not None and 1 <= m2 <= 12):
            continue
        ahead = text[s - 3 : s] if s >= 3 else text[:s]
        since = bool(_SINCE.match(text[e : e + 8].lstrip(",组建成立实施开展启动上线运行"))) or ahead.endswith(
            ("自", "从")
        )
        until = ahead.endswith(("截至", "截止", "截止到", "到", "至"))
        before = text[s - 1] if s else "\n"
        opens = (
            before in "\n,;:。()!? 、“"
            or until
            or since
            or text[max(0, s - 2) : s] in {"我局", "我市", "我委", "我县", "我区", "本局", "其中", "截至"}
        )
        out.append(DateWords(s, e, year, year_to, relative, m1, d1, m2, d2, since, until, opens))
    return out


def is_yearly(words: str) -> bool:
    return bool(_YEARLY.search(words))


def resolve(
    dates: list[DateWords],
    text: str,
    sentence: int,
    clause: int,
    at: int,
    base: int | None,
    taken: int | None = None,
) -> Period:
    """The period of the number at `at`, from the date words of its sentence; `base` is the report's year.

    `taken` is the end of the number before in the sentence: a date right before that number binds that one alone.
    A date in the number's own clause binds it; an earlier one in the sentence binds where it opens its clause.
    """
    year: int | None = None
    relative: int | None = None
    months: tuple[int, int | None, int, int | None] | None = None
    since = until = False
    spans_years = False
    for d in reversed(dates):
        if d.start >= at:
            continue
        if d.start < sentence:
            break
        if (
            taken is not None
            and d.end < taken
            and re.fullmatch(r"(?:年|度|的|为|是|有|共|约|近|仅|则)*[\d,.]+[^,;。]{0,6}", text[d.end : taken])
        ):
            continue
        own = d.start >= clause
        if not (own or d.opens):
            continue
        if d.relative is not None and d.relative < 0 and not own:
            continue
        direct = re.fullmatch(r"(?:同期)?(?:的|为|是|有|共|约)*", text[d.end : at]) is not None
        if (
            d.relative is not None
            and d.relative < 0
            and own
            and not direct
            and not d.opens
            and at - d.end > 6
        ):
            continue
        if (
            d.relative is not None
            and d.relative < 0
            and not direct
            and re.match(
                r"(?:同比|相比|增|减|上升|下降|提高|[^,;。()]{0,8}(?:相比|增长|增加|上升|提高|提升|下降|减少|降低|多|少))",
                text[d.end : d.end + 14],
            )
        ):
            continue
        if months is None and d.month_from is not None and d.month_to is not None:
            months = (d.month_from, d.day_from, d.month_to, d.day_to)
            since, until = since or d.since, until or d.until
        if d.year is not None or d.relative is not None:
            since, until = since or d.since, until or d.until
            if d.year_to is not None:
                year = d.year_to
                spans_years = d.year != d.year_to
            elif d.year is not None:
                year = d.year
            else:
                relative = d.relative
            break
    if year is None and relative is not None and base is not None:
        year = base + relative
    explicit = year is not None
    if year is None:
        year = base
    if since and explicit and base is not None and year is not None and year < base:
        return Period(None, None, None, False, relative, True)
    words = text[clause:at]
    if re.search(r"近年来?|历年|近?[两三四五几]年来|近[两三几]年|多年来", words) and not explicit:
        return Period(None, None, None, False, relative, True)
    whole = bool(_WHOLE.search(words))
    part = bool(_PART.search(text[max(sentence, at - 60) : at])) and not whole
    start = end = None
    if (
        months is not None
        and months[0] == 1
        and months[2] == 12
        and months[1] in (None, 1)
        and months[3] in (None, 31)
    ):
        whole, part = True, False
        months = None
    if months is not None and not whole:
        part = True
        if year is not None:
            start, end = _span(year, months, since, until)
            if until and months[2] == 12 and (months[3] is None or months[3] >= 25):
                part = False
                start = end = None
    elif months is None and until and explicit:
        part = False
    return Period(year, start, end, part, relative, spans_years, explicit)


def _span(
    year: int, months: tuple[int, int | None, int, int | None], since: bool, until: bool
) -> tuple[date | None, date | None]:
    m1, d1, m2, d2 = months
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
