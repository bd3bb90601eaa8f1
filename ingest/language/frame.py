"""What stands around a figure: its period, whether it is to be reached, its scope, its campaign, its service lines."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.language import modality, periods, scopes
from ingest.language.source import Source, State
from ingest.records import Segment

# no sentence needs more behind it than this; a bound keeps endless sentences linear
REACH = 400

_SPACE = re.compile(r"\s+")
_LINES = re.compile(
    r"(?<!\d)(?:12345|12328|12315|12369|12350|12333|12329|12358|12318|12388|12395|12331|12320|12393|12367|12301|12366"
    r"|12348|12337|12371|110|119|122|96\d{3,4})(?!\d)"
)


def squeeze(words: str) -> str:
    """The words without white space."""
    return _SPACE.sub("", words)


def clean_label(label: str) -> str:
    """A label as it lands: white space folded, no stops at its ends, at most 80 characters."""
    return _SPACE.sub(" ", label.replace("\u0001", "")).strip(" ,;:。、")[-80:]


def trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """An evidence span without the stops at its end."""
    while end > start and folded[end - 1] in " ,;:。、(":
        end -= 1
    return start, end


def period_of(src: Source, seg: Segment, clause: int, at: int, taken: int | None = None) -> periods.Period:
    """The period of the figure at `at`; `taken` is the end of the number before it in the sentence."""
    lo = bisect_left(src.date_starts, seg.char_start)
    hi = bisect_left(src.date_starts, at)
    base = src.head.report_year
    if base is None:
        years = re.findall(r"20\d\d(?=年)", seg.section)
        base = int(years[-1]) if years else _year_before(src, seg, lo)
    return periods.resolve(
        src.dates[max(lo, hi - 8) : hi], src.folded, seg.char_start, clause, at, base, taken
    )


def _year_before(src: Source, seg: Segment, lo: int) -> int | None:
    """The year named last before the sentence in its paragraph."""
    for d in reversed(src.dates[max(0, lo - 6) : lo]):
        if "\n" in src.folded[d.end : seg.char_start]:
            return None
        if d.year is not None:
            return d.year_to or d.year
    return None


def is_target(
    src: Source, state: State, seg: Segment, lead: str, words: str, bound: str, period: periods.Period
) -> bool:
    """Whether a figure is to be reached. In `words` its number is written #; `bound` are its comparator words."""
    if _is_past(src, state, period):
        return False
    if (src.in_plan and not modality.is_background(seg.section)) or state.future or state.pledge:
        return modality.is_demand(words, in_plan=True, lead=lead[-30:])
    if modality.is_demand(words, in_plan=False):
        return True
    return src.is_short and modality.is_bound_demand(bound, lead[-30:], words)


def _is_past(src: Source, state: State, period: periods.Period) -> bool:
    """Whether the words place a figure before the year that the plan is for."""
    if period.relative is not None and period.relative < 0:
        return True
    base = src.head.report_year
    if base is None or period.year is None:
        return False
    return period.year < base if src.in_plan else state.future and period.is_explicit and period.year <= base


def target_year(src: Source, state: State, seg: Segment, period: periods.Period) -> int | None:
    """The year by which, or in which, a target applies; of a yearly target in a plan the plan's last year."""
    base, explicit = src.head.report_year, period.year
    if src.in_plan:
        ahead = base is None or (explicit is not None and explicit > base)
        if explicit is not None and (ahead or (period.is_explicit and base is not None and explicit >= base)):
            return explicit
        return src.head.plan_end_year or explicit or base
    if explicit is not None and base is not None and explicit > base:
        return explicit
    years = [int(y) for y in re.findall(r"20\d\d", seg.section)]
    if state.future and years and (base is None or max(years) > base):
        return max(years)
    if base is not None and (state.future or period.relative == 1):
        return base + 1
    return explicit


def scope_of(
    src: Source, state: State, a: int, at: int, clause_words: str, own: str, label: str
) -> tuple[str, str | None]:
    """(scope, subject) of the figure at `at` in the sentence that starts at `a`."""
    words = src.folded[max(a, at - REACH) : at]
    here = scopes.find_scope(words)
    subject = scopes.find_subject(clause_words, own, src.head.issuer_name)
    if here == "system" or (here == "own" and subject is None and re.search(r"我|本级|机关", words)):
        state.scope = here
    if state.scope == "system" and scopes.goes_on(label):
        state.cases_are_wide = True
    if subject is not None and here is None:
        return "own", subject
    return here or state.scope or _default_scope(src, state, words[-40:], label), subject


def _default_scope(src: Source, state: State, words: str, label: str) -> str:
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
    if some := scopes.find_some(words):
        return some
    if scopes.says_annual(words):
        return None
    if campaign := scopes.find_campaign(words):
        return campaign
    if scopes.says_annual(lead):
        return None
    heading = seg.section.rsplit(" / ", 1)[-1]
    title = (src.head.title or "") if src.head.report_kind in {"news", "other"} else ""
    for where in (lead, state.item, heading, title):
        if where and (campaign := scopes.find_campaign(where)):
            return campaign
    return None


def antecedent(src: Source, state: State, lead: str) -> str:
    """What was said before in the sentence, and in the one before it in the paragraph."""
    title = f"{src.head.title[-40:]}。" if src.is_short and src.head.title else ""
    return squeeze(title + (state.said[-70:] + lead)[-120:])


def lines_named(seg: Segment, words: str, lead: str) -> str | None:
    """The service lines that a figure is about, comma-joined: those of its own words, else of what stands before."""
    for where in (words, lead, seg.section.rsplit(" / ", 1)[-1]):
        named = list(dict.fromkeys(_LINES.findall(where)))
        if named:
            return ",".join(named)
    return None


def unit_of_change(label: str) -> str:
    """The unit of what a percentage says has changed, where its level is not stated beside it."""
    if re.search(r"率$|占比|比重|比例", label):
        return "ratio"
    return "CNY" if re.search(r"额|款|金|费|收入", label) else "count"
