"""What stands around a figure: its period, whether it is to be reached, its scope, its campaign, its service lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from ingest.language import modality, periods, scopes
from ingest.language.cues import Cues
from ingest.language.fold import fold
from ingest.language.lexicon import COUNTERS
from ingest.language.patterns import any_of
from ingest.language.source import Source, State
from ingest.language.words import CLOSED_BRACKETS
from ingest.records import Segment

# no sentence needs more behind it than this; a bound keeps endless sentences linear
REACH: Final = 400
# how many dates back the year of a text without a year of its own is looked for
_DATES_BACK: Final = 12

_OWN_BODY: Final = re.compile(r"我|本级|机关")
# holds for the figures of its own sentence only
_OWN_LEVEL: Final = re.compile(r"[省市县区]本级(?![^,;。]*我)")
_YEAR: Final = re.compile(r"20\d\d")
_YEAR_WORD: Final = re.compile(r"20\d\d(?=年)")
_LOOKS_BACK: Final = re.compile(r"情况|回顾|完成|执行|总结|成效|概况")
# a heading that looks ahead, that compares with a year, or mends the faults of one, tells of none before
_TELLS_OF_NO_YEAR: Final = re.compile(
    r"打算|计划(?!执行|完成)|安排|目标|思路|[与较比同](?:上|去|20)|对比|相比|变化|整改|反馈|问题"
)
_YEAR_BEFORE: Final = re.compile(r"(?:上|去|上一)年度?")
_PLANNED_YEAR: Final = re.compile(
    r"(20\d\d)年度?[^,、和及与]{0,6}(?:思路|目标|计划|打算|安排|要点|重点|任务|设想)"
)
_IS_RATE: Final = re.compile(r"率$|占比|比重|比例")
_IS_MONEY: Final = re.compile(r"额|款|金|费|收入")
_LINES: Final = re.compile(
    r"(?<!\d)(?:12345|12328|12315|12369|12350|12333|12329|12358|12318|12388|12395|12331|12320|12393|12367|12301|12366"
    r"|12348|12337|12371|110|119|122|96\d{3,4})(?!\d)"
)


def squeeze(words: str) -> str:
    """The words without white space."""
    return "".join(words.split())


# 立案(件): the counter of the number, not a part of its name
_COUNTED_IN: Final = re.compile(rf"\((?:单位:)?{any_of(COUNTERS)}\)$")


def clean_label(label: str) -> str:
    """A label as it lands: white space folded, no stops at its ends, no counter in brackets, at most 80 characters."""
    if ("“" in label) != ("”" in label):
        label = label.replace("“", "").replace("”", "")
    return without_counter(" ".join(label.replace("\u0001", "").split()).strip(" ,;:。、"))[-80:]


def without_counter(label: str) -> str:
    """A label without the counter in brackets behind it."""
    return (_COUNTED_IN.sub("", label) or label) if label.endswith(")") else label


def trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """An evidence span without the stops at its end."""
    while end > start and folded[end - 1] in " ,;:。、(":
        end -= 1
    return start, end


def period_of(
    src: Source, state: State, seg: Segment, clause: int, at: int, taken: int | None = None
) -> periods.Period:
    """The period of the figure at `at`; `taken` is the end of the number before it in the sentence."""
    lo = bisect_left(src.date_starts, seg.char_start)
    hi = bisect_left(src.date_starts, at, lo)
    base = base_year(src, seg)
    if base is None:
        base = _year_of(seg.section) or _year_before(src, state, lo)
    elif src.in_plan and (opened := _year_opened(src, state, hi)) is not None and opened < base:
        base = opened  # what a plan goes on to say of the year before
    return periods.resolve(
        src.dates[max(lo, hi - 8) : hi],
        src.folded,
        seg.char_start,
        clause,
        at,
        base,
        taken,
        state.cues.part_of_year,
    )


def base_year(src: Source, seg: Segment) -> int | None:
    """The year that a section is about where its figures name none: the report's, or one that it looks back at."""
    if src.head.report_year is None:
        return None
    return _year_told(seg.section, src.head.report_year) or src.head.report_year


@lru_cache(maxsize=1024)
def _year_of(section: str) -> int | None:
    """The year that a heading path names last."""
    years = _YEAR_WORD.findall(fold(section))
    return int(years[-1]) if years else None


@lru_cache(maxsize=1024)
def _year_told(section: str, base: int) -> int | None:
    """The year before the report's that the heading looks back at: 上年情况, 2023年工作回顾."""
    heading = fold(section.rsplit(" / ", 1)[-1])
    if not _LOOKS_BACK.search(heading) or _TELLS_OF_NO_YEAR.search(heading):
        return None
    if _YEAR_BEFORE.search(heading):
        return base - 1
    named = {int(year) for year in _YEAR_WORD.findall(heading)}
    return min(named) if len(named) == 1 and min(named) < base else None


def _year_before(src: Source, state: State, lo: int) -> int | None:
    """The year that the paragraph before the sentence is about: the latest that it names."""
    found: int | None = None
    for d in reversed(src.dates[max(0, lo - _DATES_BACK) : lo]):
        if d.end < state.paragraph_start:
            break
        year = d.year_to or d.year
        # the years that others are compared with lie before, those of what is to come are said with 到
        if (
            year is not None
            and not d.until
            and not _is_aside(src.folded, d)
            and (found is None or year > found)
        ):
            found = year
    return found


def _year_opened(src: Source, state: State, hi: int) -> int | None:
    """The year with which a sentence of the paragraph opens, before date `hi` and after any 今年."""
    for d in reversed(src.dates[max(0, hi - _DATES_BACK) : hi]):
        if d.end < state.paragraph_start or d.relative is not None:
            break
        if d.year is not None and (d.start == 0 or src.folded[d.start - 1] in "\n。;、)"):
            return d.year_to or d.year
    return None


def _is_aside(text: str, d: periods.DateWords) -> bool:
    """Whether a date stands in brackets: 审结422件(包括2018年结转案件)."""
    behind = text[d.end : d.end + 16]
    return ")" in behind and "(" not in behind[: behind.index(")")]


def may_be_target(src: Source, state: State, period: periods.Period) -> bool:
    """Whether a figure can be one to be reached at all, by its document, its sentence and its year."""
    if state.cues.demand or state.cues.ahead or src.in_plan or src.is_short or state.future or state.pledge:
        return True
    base = src.head.report_year
    return period.is_explicit and base is not None and period.year is not None and period.year > base


def is_target(
    src: Source, state: State, seg: Segment, lead: str, words: str, bound: str, period: periods.Period
) -> bool:
    """Whether a figure is to be reached. In `words` its number is written #; `bound` are its comparator words."""
    if _is_past(src, state, period):
        return modality.was_planned(words)
    if (src.in_plan and not modality.is_background(seg.section)) or state.future or state.pledge:
        return modality.is_demand(words, in_plan=True, lead=lead[-30:])
    if modality.is_demand(words, in_plan=False):
        return True
    base = src.head.report_year
    if not src.in_plan and base is not None and period.is_explicit and (period.year or 0) > base:
        # an annual report has no whole year behind its own to tell of
        is_whole = src.head.report_kind == "annual_report" and not period.is_part_year
        return modality.is_ahead(lead[-30:] + words, is_whole)
    return src.is_short and modality.is_bound_demand(bound, lead[-30:], words)


def _is_past(src: Source, state: State, period: periods.Period) -> bool:
    """Whether the words place a figure before the year that the plan is for."""
    if period.relative is not None and period.relative < 0:
        return True
    base = src.head.report_year
    if base is None or period.year is None:
        return False
    return (
        period.year < base
        if src.in_plan or state.pledge
        else state.future and period.is_explicit and period.year <= base
    )


def target_year(src: Source, state: State, seg: Segment, period: periods.Period) -> int | None:
    """The year by which, or in which, a target applies; of a yearly target in a plan the plan's last year."""
    base, explicit = src.head.report_year, period.year
    if src.in_plan:
        ahead = base is None or (explicit is not None and explicit > base)
        if explicit is not None and (ahead or (period.is_explicit and base is not None and explicit >= base)):
            return explicit
        if explicit is not None and base is not None and period.is_explicit and explicit < base:
            return explicit  # what was planned for a year that is over
        return src.head.plan_end_year or explicit or base
    if explicit is not None and base is not None and explicit > base:
        return explicit
    if state.pledge_year is not None and not period.is_explicit:
        return state.pledge_year
    if state.future and period.start is not None and period.start.year == base:
        return base  # the third quarter of a year whose first half is reported
    years = [int(y) for y in _YEAR.findall(fold(seg.section))] if state.future else []
    if years and (base is None or max(years) > base):
        return max(years)
    if state.future and (named := _PLANNED_YEAR.search(fold(seg.section))):
        return int(named[1])
    if base is not None and (state.future or period.relative == 1):
        return base + 1
    return explicit


def scope_of(
    src: Source, state: State, a: int, at: int, clause_words: str, own: str, label: str
) -> tuple[str, str | None]:
    """(scope, subject) of the figure at `at` in the sentence that starts at `a`."""
    words = src.folded[max(a, at - REACH) : at]
    if ")" in words:
        words = CLOSED_BRACKETS.sub("", words)  # 立案220起(市本级18起), 处罚31起
    here = scopes.find_scope(words) if state.cues.scope else None
    subject = scopes.find_subject(clause_words, own, src.head.issuer_name, state.cues.body)
    in_brackets = words.rfind("(") > words.rfind(")")
    if here == "system" or (
        here == "own"
        and subject is None
        and not in_brackets
        and _OWN_BODY.search(words)
        and not _OWN_LEVEL.search(words)
        and not scopes.is_own_part(words)
    ):
        state.scope = here
    if state.scope == "system" and not state.cases_are_wide:
        state.cases_are_wide = scopes.goes_on(label)
    if subject is not None and here is None:
        return "own", subject
    return here or state.scope or default_scope(src, state, words[-40:], label), subject


def default_scope(src: Source, state: State, words: str, label: str) -> str:
    """What the title or the issuer says for figures that name no scope of their own."""
    if src.title_scope == "system":
        return "system"
    if state.wider_scope == "system" and scopes.goes_on(label):
        return "system"
    if src.is_government and not scopes.is_own_act(words + label):
        return "system"
    return "unknown"


def subset_of(src: Source, state: State, seg: Segment, lead: str, words: str) -> str | None:
    """The campaign or sector that narrows a figure, unless it is said to be the year's."""
    cues = state.cues
    if cues.some and (some := scopes.find_some(words)):
        return some
    if cues.whole_year and scopes.says_annual(words):
        return None
    if cues.campaign and (campaign := scopes.find_campaign(words)):
        return campaign
    if cues.whole_year and scopes.says_annual(lead):
        return None
    if cues.campaign and (campaign := scopes.find_campaign(lead)):
        return campaign
    if state.item is not None and (campaign := _campaign_of_item(src.folded[state.item[0] : state.item[1]])):
        return campaign
    return _campaign_of_section(seg.section) or src.title_campaign


@lru_cache(maxsize=1)
def _campaign_of_item(sentence: str) -> str | None:
    return scopes.find_campaign(sentence)


@lru_cache(maxsize=1024)
def _campaign_of_section(section: str) -> str | None:
    return scopes.find_campaign(section.rsplit(" / ", 1)[-1])


def antecedent(src: Source, state: State, lead: str) -> str:
    """What was said before in the sentence, and in the one before it in the paragraph."""
    title = f"{src.head.title[-40:]}。" if src.is_short and src.head.title else ""
    start, end = state.said
    return squeeze(title + (src.folded[max(start, end - 70) : end] + lead)[-120:])


def lines_named(seg: Segment, words: str, lead: str, cues: Cues | None = None) -> str | None:
    """The service lines that a figure is about, comma-joined: those of its own words, else of what stands before.

    `cues` are those of the sentence that `words` and `lead` are taken from.
    """
    if (cues is None or cues.service_line) and (named := _lines_in(words) or _lines_in(lead)):
        return named
    return _lines_of_section(seg.section)


def _lines_in(words: str) -> str | None:
    return ",".join(dict.fromkeys(_LINES.findall(words))) or None


@lru_cache(maxsize=1024)
def _lines_of_section(section: str) -> str | None:
    return _lines_in(section.rsplit(" / ", 1)[-1])


def unit_of_change(label: str) -> str:
    """The unit of what a percentage says has changed, where its level is not stated beside it."""
    if _IS_RATE.search(label):
        return "ratio"
    return "CNY" if _IS_MONEY.search(label) else "count"
