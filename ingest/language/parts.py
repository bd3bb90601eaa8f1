"""Totals and their parts: brackets, 其中, lists that add up, shares and what they are taken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ingest.language.lexicon import counts_alike
from ingest.language.mentions import Mention
from ingest.language.words import SUMS

_PART_WORDS: Final = frozenset(
    ["其中包括", "其中", "包括", "包含", "里头", "内含", "含", "分别为", "分别是", "依次为", "依次是", "分为"]
)
_DIVIDES: Final = re.compile(r"(?P<quarter>第?[一二三四]季度)|(?P<kind>重点|一般)")
_OTHER_PERIOD: Final = re.compile(
    r"(?:(?:19|20)\d\d年度?|上年度?|去年|前年|同期|上一年度?)(?:同期)?(?:为|是|的|有|共)?$"
)
# how many numbers back a total, and the parts of one, may stand
_REACH, _REACH_OF_LIST, _REACH_OF_SUM = 60, 40, 12
_OTHER_PERIOD_LAST: Final = frozenset("年度期为是的有共")
_SIDE_BY_SIDE: Final = frozenset("、,和")
_LEAST_SUM: Final = 20
_SUM_ENDS: Final = (*SUMS, "共计", "累计")
_CARRYING_WORDS: Final = frozenset(["其中", "其中包括", "包括"])
_LIST_BREAKS: Final = frozenset(";)(")
# how far a stated share, in per cent with two decimals or with one, may lie from the computed one
_ROUNDED_TO_HUNDREDTHS, _ROUNDED_TO_TENTHS, _ROUGHLY = Decimal("0.00006"), Decimal("0.0006"), 0.001
# how many numbers of a sentence the next one may divide
_CARRIED: Final = 6
_OF_ALL: Final = ("全年", "全市", "全县", "全区", "全省", "共", "累计", "合计", "总计")
_RATE: Final = re.compile(r"占|率|比重|比例")


class Totals:
    """The numbers of the sentence before that a 其中 at the start of the next one would divide."""

    def __init__(self, candidates: Sequence[Mention] = (), divided: Sequence[int] = ()) -> None:
        self.candidates = candidates
        self.divided = divided  # places of those whose own sentence has divided them
        # what is left of each, by its place, while sentences that a semicolon joins go on dividing them
        self.left: dict[int, Decimal] = {}

    def divided_by(self, m: Mention) -> Mention | None:
        """The last of them that `m` can be a part of."""
        for total in reversed(self.candidates):
            if _fits(total, m) and counts_alike(m.number.counter, total.number.counter):
                return total
        return None

    def take(self, m: Mention, total: Mention) -> None:
        m.parent, m.carried = -1, total.number.start
        left = self.left.get(total.number.start, total.number.value)
        self.left[total.number.start] = left - m.number.value


def link_parts(mentions: list[Mention], carried: Totals, goes_on: bool = False) -> Totals:
    """Set `parent`: index of the total; -1 where it is `carried` over from the sentence before.

    `goes_on`: a semicolon joins the sentence to one that divided the totals before it. Returns what the next
    sentence may divide.
    """
    for i, m in enumerate(mentions):
        if m.number.unit == "ratio" or m.change_only or m.is_own_level or _is_of_other_period(m.pre):
            continue
        if m.owner is not None and _fits(mentions[m.owner], m):
            m.parent = m.owner
            continue
        if m.marker in _PART_WORDS:
            total = _total_before(mentions, i)
            if total is not None:
                m.parent = total
            elif m.marker in _CARRYING_WORDS and (whole := carried.divided_by(m)):
                carried.take(m, whole)
        elif (
            i
            and (before := _count_before(mentions, i)).parent is not None
            and _goes_on(mentions, i, before)
            and (before.carried is None or carried.left[before.carried] >= m.number.value)
        ):
            m.parent, m.carried = before.parent, before.carried
            if m.carried is not None:
                carried.left[m.carried] -= m.number.value
        elif whole := _left_for(carried, m) if goes_on and carried.left else _of_kind(carried, m):
            carried.take(m, whole)
        elif i and mentions[i - 1].marker in _PART_WORDS and _is_their_money(mentions[i - 1], m):
            m.parent = _total_before(mentions, i)
            if m.parent is None and mentions[i - 1].parent == -1 and (whole := carried.divided_by(m)):
                carried.take(m, whole)
        elif (
            i > 2
            and mentions[i - 1].parent is not None
            and mentions[i - 2].number.unit == "CNY"
            and _is_their_money(mentions[i - 1], m)
        ):
            m.parent = mentions[i - 2].parent
    if len(mentions) > 2:
        _sums(mentions)
        _closing_sums(mentions)
    for i, m in enumerate(mentions):
        if m.is_sum:
            for before in mentions[:i]:
                if before.number.unit == m.number.unit and before.parent is None:
                    before.parent = i
    if carried.candidates and len(mentions) > 1:
        _carried_sums(mentions, carried)
    wholes = [m for m in mentions if m.parent is None and m.number.unit != "ratio" and not m.change_only]
    if wholes:
        divided = [
            mentions[m.parent].number.start for m in mentions if m.parent is not None and m.parent >= 0
        ]
        return Totals(wholes[-_CARRIED:], divided)
    return carried if mentions and any(m.parent == -1 for m in mentions) else Totals()


def _of_kind(carried: Totals, m: Mention) -> Mention | None:
    """The total of which a number says how much falls to a quarter or a kind: 重点检查38家 of 计划检查62家."""
    kind = _DIVIDES.match(m.pre) if carried.candidates else None
    whole = carried.divided_by(m) if kind else None
    if kind is None or whole is None or _DIVIDES.match(whole.pre):
        return None
    if carried.left.get(whole.number.start, whole.number.value) < m.number.value:
        return None
    rest = m.pre[kind.end() :].strip()
    return whole if (rest and whole.own.endswith(rest) if kind["kind"] else not rest) else None


def _left_for(carried: Totals, m: Mention) -> Mention | None:
    """The total that has enough left for a number that stands behind its first parts."""
    whole = carried.divided_by(m)
    if whole is None or m.pre.startswith(_OF_ALL):
        return None
    if m.number.unit == "CNY" and not (m.own and (m.own in whole.own or whole.own in m.own)):
        return None
    return whole if carried.left.get(whole.number.start, whole.number.value) >= m.number.value else None


def _is_their_money(before: Mention, m: Mention) -> bool:
    """Whether a sum of money is that of the part counted before it: 其中食品类案件214起、罚没187万元."""
    return m.joint in {"、", "和", ","} and m.number.unit == "CNY" and before.number.unit == "count"


def _is_of_other_period(pre: str) -> bool:
    return pre[-1:] in _OTHER_PERIOD_LAST and _OTHER_PERIOD.search(pre) is not None


def _fits(total: Mention, part: Mention) -> bool:
    return (
        total.number.unit == part.number.unit
        and part.number.value <= total.number.value
        and not total.change_only
    )


def _total_before(mentions: list[Mention], i: int) -> int | None:
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if (
            mentions[k].parent is None
            and _fits(mentions[k], mentions[i])
            and mentions[k].number.unit != "ratio"
        ):
            return k
    return None


def _count_before(mentions: list[Mention], i: int) -> Mention:
    """The number before, its share or its money left out: 其中食品类21起,占30%,药品类12起."""
    before = mentions[i - 1]
    if (
        before.number.unit == "CNY"
        and mentions[i].number.unit == "count"
        and i > 1
        and before.parent is not None
    ):
        return mentions[i - 2]
    return mentions[i - 2] if before.number.unit == "ratio" and i > 1 else before


def _goes_on(mentions: list[Mention], i: int, before: Mention) -> bool:
    """Whether a number goes on with the list of parts that `before` belongs to."""
    m = mentions[i]
    if m.joint in _LIST_BREAKS or before.number.unit != m.number.unit:
        return False
    if before.owner is not None and m.owner is None:
        return False
    parent = before.parent
    total = mentions[parent].number.value if parent is not None and parent >= 0 else None
    if total is not None:
        if m.number.value > total:
            return False
        if m.joint == "," and m.number.value + _sum_of_parts(mentions, i, parent) > total:
            return False
    if m.joint in {"、", "和", "+"}:
        return True
    same_counter = m.number.counter == before.number.counter
    return m.joint == "," and same_counter and (m.verb is None or len(m.own) <= 8)


def _sum_of_parts(mentions: list[Mention], i: int, parent: int | None) -> Decimal:
    """What the parts of a total that stand before number `i` add up to."""
    near = mentions[max(0, i - _REACH_OF_LIST) : i]
    return sum((m.number.value for m in near if m.parent == parent), Decimal(0))


def _sums(mentions: list[Mention]) -> None:
    """Numbers behind a total that add up to it exactly are its parts, marker or not."""
    n = len(mentions)
    for i, total in enumerate(mentions):
        if (
            total.parent is not None
            or total.number.unit == "ratio"
            or total.number.value <= 0
            or total.change_only
        ):
            continue
        run = Decimal(0)
        members: list[int] = []
        for k in range(i + 1, min(n, i + 12)):
            m = mentions[k]
            if (
                m.number.unit != total.number.unit
                or not counts_alike(m.number.counter, total.number.counter)
                or m.change_only
                or m.is_own_level
                or (m.parent is not None and m.parent != i)
            ):
                continue
            if m.owner is not None and m.owner != i and m.owner != total.owner:
                continue
            members.append(k)
            run += m.number.value
            if run == total.number.value and len(members) >= 2:
                for j in members:
                    mentions[j].parent = i
                break
            if run > total.number.value:
                break


def _carried_sums(mentions: list[Mention], carried: Totals) -> None:
    """Numbers side by side that add up to one of the sentence before are its parts, where it has none yet."""
    for i, first in enumerate(mentions[:-1]):
        if first.parent is not None or first.change_only or first.number.unit == "ratio":
            continue
        whole = carried.divided_by(first)
        if whole is None or whole.number.value < _LEAST_SUM:  # small numbers add up by chance
            continue
        if whole.number.start in carried.divided or whole.number.start in carried.left:
            continue
        run = Decimal(0)
        for k in range(i, min(len(mentions), i + _REACH_OF_SUM)):
            m = mentions[k]
            if (
                m.parent is not None
                or m.change_only
                or m.is_own_level
                or m.number.value <= 0
                or m.number.unit != whole.number.unit
                or not counts_alike(m.number.counter, whole.number.counter)
                or _is_of_other_period(m.pre)
                or (k > i and m.joint not in _SIDE_BY_SIDE)
            ):
                break
            run += m.number.value
            if run == whole.number.value and k > i:
                for part in mentions[i : k + 1]:
                    carried.take(part, whole)
                break
            if run >= whole.number.value:
                break


def _closing_sums(mentions: list[Mention]) -> None:
    """Numbers before a 罚款合计 that add up to it are its parts."""
    for i, total in enumerate(mentions):
        if i < 2 or not total.pre.rstrip().endswith(_SUM_ENDS) or total.parent is not None:
            continue
        run = Decimal(0)
        members: list[Mention] = []
        for m in reversed(mentions[max(0, i - _REACH_OF_LIST) : i]):
            if m.number.unit != total.number.unit or m.change_only or m.parent is not None:
                continue
            if not counts_alike(m.number.counter, total.number.counter):
                continue
            members.append(m)
            run += m.number.value
            if run >= total.number.value:
                break
        if run == total.number.value and len(members) > 1:
            for m in members:
                m.parent = i


def denominator(ratio: Mention, counts: list[tuple[int, Decimal]]) -> int | None:
    """Start of the count that a stated share is taken of, found by its arithmetic among the counts before it."""
    if not _RATE.search(ratio.label) or ratio.number.value <= 0 or len(counts) < 2:
        return None
    share = ratio.number.value
    nearest = [(start, value, float(value)) for start, value in counts[-8:] if value > 0]
    near: int | None = None
    for _, part, low in reversed(nearest):
        for start, total, high in nearest:
            # in floats first, which rule out nearly all pairs
            if high <= low or abs(low / high - float(share)) > _ROUGHLY or total <= part:
                continue
            gap = abs(part / total - share)
            if gap <= _ROUNDED_TO_HUNDREDTHS:
                return start
            if near is None and gap <= _ROUNDED_TO_TENTHS:
                near = start
    return near
