"""From a text to all that it says: the one entry of the language package."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Generic, Protocol, TypeVar

from ingest.language import cells, modality, parts, scopes
from ingest.language.cues import cues_of
from ingest.language.denials import Claim, find_claims
from ingest.language.mentions import mentions
from ingest.language.not_quantities import Spans
from ingest.language.quantities import resolve_label, to_quantity
from ingest.language.scan import scan
from ingest.language.segments import segment
from ingest.language.series import link_changes, name_runs, series_years, share_bounds, share_counters
from ingest.language.source import Source, State, open_source
from ingest.language.statements import to_statements
from ingest.language.tables import Cell, find_cells
from ingest.language.written import Number, Passed
from ingest.records import Masthead, PassedOver, Quantity, Reading, Segment, Statement


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)
_CN: Final = "[一二三四五六七八九十]"
_ITEM: Final = re.compile(rf"(?:{_CN}{{1,2}}|第{_CN})(?:是|要)")
_OPENING: Final = re.compile(
    rf"\s*(?:\((?:{_CN}{{1,3}}|\d{{1,2}})\)|{_CN}{{1,3}}[、.]|\d{{1,2}}[、.](?!\d)|[①-⑳]|第?{_CN}{{1,2}}(?:是|要))+\s*"
)
_BEYOND: Final = 1 << 60  # any text; small enough for machine integers
_ITEM_FIRST: Final = frozenset("第一二三四五六七八九十")
# with the line end before it, not with ^: the search runs from line end to line end
_NUMBER_LINE: Final = re.compile(r"\n[ ]*\d[\d,.]*[ ]*(?=\n|\Z)")


def read(text: str, masthead: Masthead) -> Reading:
    """Read a canonical text (BOM stripped, LF): its segments, quantities, statements and passed-over numbers.

    Offsets are character offsets into `text`. Pure: the same text and masthead give the same reading.
    """
    src = open_source(text, masthead)
    segments = segment(src.folded, text)
    numbers, passed = scan(src.folded, src.quoted, src.titled)
    has_table = "|" in src.folded or _NUMBER_LINE.search("\n" + src.folded)
    table = find_cells(src.folded) if has_table else []
    if table:
        numbers, passed = _outside(table, numbers, passed)
    all_numbers, all_passed = _Queue(numbers), _Queue(passed)
    all_claims, all_cells = _Queue(find_claims(src.folded)), _Queue(table)

    asks = "?" in src.folded
    state = State()
    dated: str | None = None  # the section for which `state` tells whether it is about the time to come
    quantities: list[Quantity] = []
    statements: list[Statement] = []
    passed_over: list[PassedOver] = []
    for seg in segments:
        a, b = seg.char_start, seg.char_end
        mine = all_numbers.take(a, b) if all_numbers.next < b else ()
        claims = all_claims.take(a, b) if all_claims.next < b else ()
        if all_passed.next < b:
            for p in all_passed.take(a, b):
                fields = (seg.segment_no, p.rule, p.start, p.end, text[p.start : p.end])
                passed_over.append(tuple.__new__(PassedOver, fields))
        if seg.paragraph_no != state.paragraph or seg.section != state.section:
            state.enter(seg)
        if src.folded[a] in _ITEM_FIRST and _ITEM.match(src.folded, a):
            state.item = (a, b)
        if src.is_short:
            _set_ground(state, src.folded[a:b], bool(mine or seg.section))
        is_read = bool(mine or claims or (asks and src.folded[b - 1] == "?"))
        has_cells = all_cells.next < b
        if (is_read or has_cells) and seg.section != dated:  # most sections hold nothing to read
            dated = seg.section
            state.future = modality.is_future_section(dated, masthead.report_year)
        if is_read:
            if not (state.pledge or src.in_plan or state.future):
                _set_aim(state, src.folded[a:b], masthead.report_year)
            _sentence(src, state, seg, mine, claims, quantities, statements)
            if src.is_short and state.scope is None and scopes.opens_wide(src.folded[a:b]):
                state.scope = "system"
        if has_cells:
            for cell in all_cells.take(a, b):
                quantities.append(cells.to_quantity(src, state, seg, cell))
        state.said = (a, b)
    if statements:
        said = Spans()
        for start, end in sorted({(s.value_start, s.value_end) for s in statements}):
            said.add(start, end)
        passed_over = [p for p in passed_over if not said.hold(p.value_start)]  # the 一起 of 无一起
    return Reading(segments, quantities, statements, passed_over)


class _Queue(Generic[_T]):
    """Hands out the items of one span after the other; items and spans must be in order."""

    __slots__ = ("_at", "_items", "_starts", "next")

    def __init__(self, items: Sequence[_T]) -> None:
        self._items = items
        self._starts = [item.start for item in items]
        self._starts.append(_BEYOND)
        self._at = 0
        self.next = self._starts[0]  # where the next item starts

    def take(self, a: int, b: int) -> Sequence[_T]:
        """The items that start in a:b; those before are left out."""
        starts, at = self._starts, self._at
        while starts[at] < a:
            at += 1
        first = at
        while starts[at] < b:
            at += 1
        self._at, self.next = at, starts[at]
        return self._items[first:at]


def _outside(
    table: list[Cell], numbers: list[Number], passed: list[Passed]
) -> tuple[list[Number], list[Passed]]:
    """The numbers of running text: those that stand in no table cell."""
    taken = sorted((c.start, c.end) for c in table)
    starts = [s for s, _ in taken]

    def is_free(start: int, end: int) -> bool:
        k = bisect_left(starts, end) - 1
        return k < 0 or taken[k][1] <= start

    return [n for n in numbers if is_free(n.start, n.end)], [p for p in passed if is_free(p.start, p.end)]


def _set_ground(state: State, sentence: str, has_figures: bool) -> None:
    """What a sentence of a text without headings sets for those that follow it."""
    if not has_figures and scopes.opens_wide(sentence):
        state.scope = "system"
    if modality.is_pledge(sentence):
        state.pledge = True


def _set_aim(state: State, sentence: str, base: int | None) -> None:
    """What a sentence opens as to be done holds for the paragraph."""
    aims, year = modality.intends(sentence, base)
    if aims:
        state.pledge, state.pledge_year = True, year


def _sentence(
    src: Source,
    state: State,
    seg: Segment,
    numbers: Sequence[Number],
    claims: Sequence[Claim],
    quantities: list[Quantity],
    statements: list[Statement],
) -> None:
    """Read one sentence: its numbers in order, each with its words and its total, then its claims."""
    opening = _OPENING.match(src.folded, seg.char_start)
    a = opening.end() if opening else seg.char_start
    state.cues = cues_of(src.folded[seg.char_start : seg.char_end])
    found = mentions(src.folded, a, seg.char_end, numbers)
    if len(found) > 1:
        share_counters(found)
        name_runs(found)
        share_bounds(found)
    joined = state.divides and src.folded[max(0, seg.char_start - 3) : seg.char_start].rstrip().endswith(";")
    totals = parts.link_parts(found, state.totals, joined)
    if len(found) > 1:
        series_years(src.folded, a, found)
        link_changes(found, state.recent)
    before: Quantity | None = None
    for i, m in enumerate(found):
        parent = None
        if m.parent is not None:
            parent = found[m.parent].number.start if m.parent >= 0 else m.carried
        if m.number.unit == "count" and not m.change_only:
            state.counts.append((m.number.start, m.number.value))
        resolve_label(src, state, a, m, i == 0)
        before = to_quantity(src, state, seg, a, found, i, parent, before)
        quantities.append(before)
        state.previous = m
        state.recent = [*state.recent[-7:], m]
        if m.parent is None and m.number.counter:
            state.counted[m.number.counter] = m
    if found:
        state.divides = totals is state.totals or (joined and any(m.parent == -1 for m in found))
        state.totals = totals
    for claim in claims:
        statements += to_statements(src, state, seg, claim, found)
