"""Runs of numbers that share their words: 甲、乙分别为1、2; 2018年以来分别为; 较上年分别下降18.3%、24.5%."""

from __future__ import annotations

import re
from typing import Final

from ingest.language.mentions import Mention
from ingest.language.words import INNER_VERB, LEADING_AND, base_of, last_match, strip_label, verb_of

_SINCE_YEAR: Final = re.compile(r"((?:19|20)\d\d)年以来")
_YEAR_LIST: Final = re.compile(
    r"((?:19|20)\d\d)年?[、和与及](?:((?:19|20)\d\d)年?[、和与及])?((?:19|20)\d\d)[两三]?年"
)
_EACH: Final = re.compile(r"分别|依次")
_EACH_ITS: Final = re.compile(r"分别|依次|各自|各(?=为|有|达|是|\Z)")
_LINKING_END: Final = re.compile(r"(?:均|各)?(?:为|是|达到?|有)?$")
_COMPARING_END: Final = re.compile(
    r"(?:同比|环比|(?:较|比|与)(?:上年|去年|前年|上一年|20\d\d年)度?(?:同期)?(?:相比)?)$"
)
_COUNT_OF_NAMES: Final = re.compile(r"[两三四五六七八九十\d]+(?:类|项|种|级|者|县|市|区|方面)$")
_BETWEEN_NAMES: Final = re.compile(r"、|(?:以及|和|及|与)(?=[^、]{2,}$)|(?<=[率量数])(?:和|及|与)")
_MEASURED: Final = re.compile(
    r"(?:件数|起数|宗数|金额|数额)(?=同比|环比|较|比)"
)  # 处罚31件、716.4万元(件数同比-22.5%,金额同比+9.8%)
# how far back the names or years of a run may stand
_REACH: Final = 200


def name_runs(all_of: list[Mention]) -> None:
    """甲、乙、丙分别为1、2、3: each number takes its own name of the list before."""
    i = 0
    while i < len(all_of):
        m = all_of[i]
        run = i
        while (
            run + 1 < len(all_of)
            and all_of[run + 1].joint in {"、", "和", "+"}
            and all_of[run + 1].number.unit == m.number.unit
            and not strip_label(LEADING_AND.sub("", all_of[run + 1].pre))
        ):
            run += 1
        n = run - i + 1
        if n >= 2 and not m.change_only:
            names, shared = _names(m.pre, n)
            if len(names) == n:
                verb = verb_of(strip_label(names[0])) or ""
                for k in range(n):
                    name = strip_label(names[k])
                    if not name:
                        continue
                    if k and verb and verb_of(name) is None and not name.endswith(("率", "度")):
                        name = verb + name
                    all_of[i + k].label = name if shared.startswith(name) else name + shared
                    all_of[i + k].own, all_of[i + k].inherited_from = name, None
                    all_of[i + k].respective = names
        i = run + 1


def _names(pre: str, n: int) -> tuple[list[str], str]:
    """The n names of 甲、乙和丙(共同的词)分别(共同的词)为, and the words that they share."""
    words = pre.strip()
    if len(words) > _REACH:
        return [], ""
    cue = _EACH_ITS.search(words)
    head, tail = (words[: cue.start()], words[cue.end() :]) if cue else (words, "")
    shared = strip_label(tail)
    head = _COMPARING_END.sub("", _LINKING_END.sub("", head))
    head = _COUNT_OF_NAMES.sub("", head)
    names = [w for w in _BETWEEN_NAMES.split(head) if w]
    if len(names) != n or any(not w.strip() for w in names):
        return [], ""
    if not cue and not (all(w.strip().endswith(("率", "度", "量", "数")) for w in names) or n >= 3):
        return [], ""
    if len(names[-1]) > max(len(w) for w in names[:-1]) + 3:
        usual = max(len(w) for w in names[:-1])
        cut = INNER_VERB.search(names[-1], 1)
        at = cut.start() if cut and cut.start() <= usual + 2 else usual
        shared = names[-1][at:] + shared
        names[-1] = names[-1][:at]
    return names, shared


def share_counters(all_of: list[Mention]) -> None:
    """依次为214、96、58、37辆, 各4、2、9宗: the counter of the last holds for the whole run."""
    for i in range(len(all_of) - 1, 0, -1):
        last, m = all_of[i], all_of[i - 1]
        runs_on = last.joint == "、" and not strip_label(LEADING_AND.sub("", last.pre))
        if runs_on and m.number.is_bare and last.number.unit == "count" and last.number.counter:
            m.number.counter = last.number.counter


def series_years(text: str, start: int, all_of: list[Mention]) -> None:
    """2018年以来分别为a、b、c: each number of the run takes its own year."""
    i = 0
    while i < len(all_of):
        run = i
        while (
            run + 1 < len(all_of)
            and all_of[run + 1].joint in {"、", "和"}
            and all_of[run + 1].number.unit == all_of[i].number.unit
        ):
            run += 1
        n = run - i + 1
        at = all_of[i].number.start
        if n >= 2 and not all_of[i].respective and _EACH.search(text[max(start, at - 16) : at]):
            ahead = text[max(start, at - _REACH) : at]
            since, listed = last_match(_SINCE_YEAR, ahead), last_match(_YEAR_LIST, ahead)
            years: list[int] = []
            if listed:
                years = [int(y) for y in listed.groups() if y]
            elif since:
                years = [int(since[1]) + k for k in range(n)]
            if len(years) == n:
                for k in range(n):
                    all_of[i + k].series_year = years[k]
        i = run + 1


def link_changes(all_of: list[Mention], recent: list[Mention]) -> None:
    """较上年分别下降18.3%、24.5%: each change of a bare run belongs to its own of the levels before, in order.

    So it does without 分别 where the sentence has given as many levels as changes follow.
    """
    for i, m in enumerate(all_of):
        if m.number.unit == "ratio" and (named := _MEASURED.match(m.own)):
            unit = "CNY" if named[0] in {"金额", "数额"} else "count"
            m.level = next((b for b in reversed(all_of[max(0, i - 6) : i]) if b.number.unit == unit), None)
            m.label = base_of(m.level.label) if m.level else m.label
    i = 0
    while i < len(all_of):
        if not all_of[i].change_only:
            i += 1
            continue
        run = i
        while (
            run + 1 < len(all_of)
            and all_of[run + 1].joint in {"、", "和"}
            and (
                all_of[run + 1].change_only
                or not all_of[run + 1].own
                or all_of[run + 1].inherited_from == run
            )
        ):
            run += 1
        n = run - i + 1
        if n >= 2 and (_EACH.search(all_of[i].pre) or _as_many(all_of, i, run)):
            before = [*recent, *all_of[max(0, i - 12) : i]]
            levels = [m for m in before if not m.change_only and m.parent is None]
            for k in range(n if n <= len(levels) else 0):
                m, level = all_of[i + k], levels[len(levels) - n + k]
                m.change_only, m.level, m.label = True, level, base_of(level.label)
        i = run + 1


def _as_many(all_of: list[Mention], first: int, last: int) -> bool:
    """Whether the changes all_of[first:last + 1] are bare but the first, and follow as many levels: 同比下降11%和5%."""
    if any(m.own or m.number.unit != "ratio" for m in all_of[first + 1 : last + 1]):
        return False
    levels = [m for m in all_of[max(0, first - 12) : first] if m.parent is None]
    return len(levels) == last - first + 1 and all(m.number.unit != "ratio" for m in levels)


def share_bounds(all_of: list[Mention]) -> None:
    """控制在0.2%和2%以内: the bound behind the last of a run holds for all of it."""
    for i in range(len(all_of) - 1, 0, -1):
        last, m = all_of[i], all_of[i - 1]
        if (
            last.joint in {"、", "和"}
            and last.number.comparator in {"ge", "le"}
            and m.number.comparator == "eq"
            and m.number.unit == last.number.unit
            and not last.own.strip()
        ) or (
            last.respective
            and m.respective is last.respective
            and last.number.comparator in {"ge", "le"}
            and m.number.comparator == "eq"
        ):
            m.number.comparator = last.number.comparator
