"""From a text to all that it says: the one entry of the language package."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.language import modality, parts, periods, scopes
from ingest.language.denials import Claim, find_claims
from ingest.language.fold import fold
from ingest.language.mentions import Mention, link_changes, mentions, noun_of, series_years, strip_label
from ingest.language.scan import Number, Passed, scan
from ingest.language.segments import Span, segment
from ingest.language.tables import Cell, find_cells
from ingest.records import Masthead, PassedOver, Quantity, Reading, Segment, Statement

_QUOTED = re.compile(r"[“\"'‘]([^“”\"'‘’\n,。;]{1,16})[”\"'’]")
_TITLED = re.compile(r"《[^《》\n]{1,80}》|\[(?:19|20)\d\d\]\s?第?\d+号")
_LINES = re.compile(r"(?<!\d)(?:12345|12328|12315|12369|12350|12333|12329|12358|12318|12388|12395|12331|12320|12393|12367|12301|12366|12348|12337|12371|110|119|122|96\d{3,4})(?!\d)")
_SPACE = re.compile(r"\s+")
_ITEM = re.compile(r"(?:[一二三四五六七八九十]{1,2}|第[一二三四五六七八九十])(?:是|要)")
_OPENING = re.compile(r"\s*(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d)|[①-⑳]|(?:第?[一二三四五六七八九十]{1,2})(?:是|要))+\s*")
_BARE_CHANGE = re.compile(r"(?:多|少|增|减|增加|减少|上升|下降|增长|多出|净增)(?:了|出)?")
_BARE_VERB = re.compile(
    r"(?:已|均|共|全年|累计|其中)*(?:制定|列入|出台|印发|公示|公布|清理|废止|修订|办结|结案|受理|审结|查处|办理|检查|抽查|培训|整改|审查|审核|撤销|开展|组织|举办)(?:了)?"
)
_OPEN_VERB = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12}(?:局|队|所|级|厅|委|站|中心))?(?:自行|直接|共|累计)?(?:办理|查处|查办|受理|处理|完成|承办|办结)$"
)
_CONTINUES = re.compile(r"[,]?(?:现|目前)?(?:已|均|全部|悉数|都)[^,;。\d]{1,20}")


@dataclass(slots=True)
class _State:
    """What carries over from sentence to sentence."""

    section: str | None = None
    paragraph: int = -1
    scope: str | None = None
    wider_scope: str | None = None  # of the section that holds this one
    item: str = ""
    total: tuple[Mention, int] | None = None
    counts: list[tuple[int, Decimal]] = field(default_factory=list)
    previous: Mention | None = None
    said: str = ""
    recent: list[Mention] = field(default_factory=list)
    pledge: bool = False  # a sentence of the paragraph opened a list of what is to be reached
    counted: dict[str, Mention] = field(default_factory=dict)  # what was last counted with each counter


class _Reader:
    def __init__(self, text: str, masthead: Masthead) -> None:
        self.text = text
        self.head = masthead
        self.folded = fold(text)
        self.titled = [m.span() for m in _TITLED.finditer(self.folded)]
        quoted = [m.span() for m in _QUOTED.finditer(self.folded)]
        self.spans: list[Span] = segment(self.folded, text)
        self.numbers, passed = scan(self.folded, quoted, self.titled)
        self.dates = periods.find_dates(self.folded, self.titled)
        self.date_starts = [d.start for d in self.dates]
        self.claims = find_claims(self.folded)
        self.cells = find_cells(self.folded) if "|" in self.folded or re.search(r"^\s*\d[\d,.]*\s*$", self.folded, re.M) else []
        self.in_plan = masthead.report_kind == "plan"
        self.title_scope = scopes.find_scope(fold(masthead.title)) if masthead.title else None
        self.is_government = bool(masthead.issuer_name and masthead.issuer_name.endswith(("人民政府", "县政府", "市政府", "区政府", "省政府")))
        self.is_short = masthead.report_kind in {"news", "other", "statistics"}
        self.state = _State()
        self.quantities: list[Quantity] = []
        self.statements: list[Statement] = []
        self.passed_over: list[PassedOver] = []
        self._drop_table_numbers(passed)

    def _drop_table_numbers(self, passed: list[Passed]) -> None:
        taken = sorted((c.start, c.end) for c in self.cells)
        starts = [s for s, _ in taken]

        def in_cell(start: int, end: int) -> bool:
            k = bisect_left(starts, end) - 1
            return k >= 0 and taken[k][1] > start

        if taken:
            self.numbers = [n for n in self.numbers if not in_cell(n.start, n.end)]
            passed = [p for p in passed if not in_cell(p.start, p.end)]
        self.passed = passed

    def read(self) -> Reading:
        n = c = t = p = 0
        for span in self.spans:
            seg = span.segment
            a, b = seg.char_start, seg.char_end
            numbers: list[Number] = []
            while n < len(self.numbers) and self.numbers[n].start < b:
                if self.numbers[n].start >= a:
                    numbers.append(self.numbers[n])
                n += 1
            claims: list[Claim] = []
            while c < len(self.claims) and self.claims[c].start < b:
                if self.claims[c].start >= a:
                    claims.append(self.claims[c])
                c += 1
            cells: list[Cell] = []
            ordered = self.cells
            while t < len(ordered) and ordered[t].start < b:
                if ordered[t].start >= a:
                    cells.append(ordered[t])
                t += 1
            while p < len(self.passed) and self.passed[p].start < b:
                one = self.passed[p]
                if one.start >= a:
                    self.passed_over.append(PassedOver(seg.segment_no, one.rule, one.start, one.end, self.text[one.start : one.end]))
                p += 1
            self._carry(seg)
            if _ITEM.match(self.folded, a):
                self.state.item = self.folded[a:b]
            if self.is_short and not numbers and not seg.section:
                self.state.scope = "system" if scopes.opens_wide(self.folded[a:b]) else self.state.scope
            if self.is_short and modality.is_pledge(self.folded[a:b]):
                self.state.pledge = True
            if numbers or claims:
                self._sentence(seg, numbers, claims)
            for cell in cells:
                self._cell(seg, cell)
            self.state.said = self.folded[a:b]
        return Reading([s.segment for s in self.spans], self.quantities, self.statements, self.passed_over)

    def _carry(self, seg: Segment) -> None:
        state = self.state
        if seg.section != state.section or (seg.paragraph_no != state.paragraph and seg.section):
            top = seg.section.split(" / ")[0]
            if state.scope == "system":
                state.wider_scope = "system"
            if state.section is not None and top != state.section.split(" / ")[0]:
                state.wider_scope = None
            state.scope = None
        if seg.paragraph_no != state.paragraph:
            state.item, state.total, state.previous, state.said = "", None, None, ""
            state.counts = []
            state.counted = {}
            state.pledge = False
            state.recent = []
        state.section, state.paragraph = seg.section, seg.paragraph_no

    def _sentence(self, seg: Segment, numbers: list[Number], claims: list[Claim]) -> None:
        opening = _OPENING.match(self.folded, seg.char_start)
        a, b = opening.end() if opening else seg.char_start, seg.char_end
        found = mentions(self.folded, a, b, numbers)
        state = self.state
        carried = state.total[0] if state.total else None
        total = parts.link_parts(found, carried)
        series_years(self.folded, a, found)
        link_changes(found, state.recent)
        future = modality.is_future_section(seg.section, self.head.report_year)
        for m in found:
            parent: int | None = None
            if m.parent is not None:
                parent = state.total[1] if m.parent == -1 and state.total else found[m.parent].number.start if m.parent >= 0 else None
            if m.number.unit == "count" and not m.change_only:
                state.counts.append((m.number.start, m.number.value))
            if not m.label:
                m.label = self._label_from_before(a, m)
            elif m is found[0] and not m.post and _BARE_VERB.fullmatch(m.label) and (thing := self._topic(a, m)):
                m.label += thing
            elif m is found[0] and _OPEN_VERB.match(m.label) and m.number.counter in state.counted:
                m.label += noun_of(state.counted[m.number.counter])
            self.quantities.append(self._quantity(seg, a, found, m, parent, future))
            state.previous = m
            state.recent = [*state.recent[-7:], m]
            if m.parent is None and m.number.counter:
                state.counted[m.number.counter] = m
        if total is not None and total is not carried:
            state.total = (total, total.number.start)
        elif found and total is None:
            state.total = None
        for claim in claims:
            self._claim(seg, claim, found, future)

    def _topic(self, a: int, m: Mention) -> str:
        """The thing that a bare verb is about: 行政规范性文件,制定3件; else what was last counted so."""
        before = self.folded[a : m.chunk_start].rstrip(" ,:(")
        clause = strip_label(re.split(r"[,;:。!?()]", before)[-1]) if before else ""
        if clause and len(clause) <= 18 and not re.search(r"\d", clause):
            return clause
        last = self.state.counted.get(m.number.counter) if m.number.counter else None
        return noun_of(last) if last is not None and not clause else ""

    def _label_from_before(self, a: int, m: Mention) -> str:
        """Of a number that stands alone in its clause: the clause before it, else what was counted last."""
        before = self.folded[a : m.chunk_start].rstrip(" ,:(")
        clause = strip_label(re.split(r"[,;:。!?()]", before)[-1]) if before else ""
        if clause and not re.search(r"\d", clause):
            return clause[-30:]
        return self.state.previous.label if self.state.previous is not None else ""

    # -- one number ---------------------------------------------------------------------------------

    def _quantity(
        self, seg: Segment, a: int, found: list[Mention], m: Mention, parent: int | None, future: bool
    ) -> Quantity:
        n = m.number
        value, kind, change_type, base_year = n.value, "actual", None, None
        change = modality.find_change(self._change_words(m), n.unit, self._point_word(n))
        previous = self._before(found, m)
        if change is None and previous is not None and previous.kind == "change" and m.joint in {"、", "和"} and not strip_label(m.pre.lstrip("、和及与")):
            change = (1 if previous.value >= 0 else -1, (previous.change_type or "relative") if n.unit == "ratio" else "absolute", True)
        clause = self._clause_start(m, a)
        words = self.folded[clause : m.clause_end]
        lead = self.folded[a:clause]
        taken = previous_number.full_end if (previous_number := self._number_before(found, m)) else None
        period = self._period(seg, clause, n.start, taken)
        if m.series_year is not None:
            period = replace(period, year=m.series_year)
        year, comparator = period.year, n.comparator
        recurrence = None
        if change is not None:
            sign, change_type, _ = change
            value, kind = sign * value, "change"
            if self.head.report_year is not None and (year is None or year < self.head.report_year):
                year = self.head.report_year
            base_year = year - 1 if year is not None else None
        elif self._is_target(seg, lead, words, n, future) and not self._is_past(period, future):
            kind = "target"
            year = self._target_year(seg, period, future)
            recurrence = "yearly" if periods.is_yearly(lead[-20:] + words) else "once"
            if comparator == "eq" and re.search(r"达到?$", m.pre):
                comparator = "ge"
        level = self._level(found, m) if change is not None else None
        scope, subject = self._scope(seg, a, clause, m)
        label = _clean(modality.strip_change(m.label) if change is not None and m.level is None else m.label)
        evidence = self._trim(clause, max(m.clause_end, n.full_end))
        return Quantity(
            segment_no=seg.segment_no,
            value_start=n.start,
            value_end=n.end,
            part_no=0,
            raw=self.text[n.start : n.end],
            value=value,
            unit=n.unit,
            counter=n.counter,
            comparator=comparator,
            kind=kind,
            change_type=change_type,
            year=year,
            base_year=base_year,
            period_start=period.start,
            period_end=period.end,
            is_part_year=period.is_part_year,
            recurrence=recurrence,
            scope=scope,
            subject=subject,
            subset_marker=self._subset(seg, lead, words),
            label=label,
            verb=m.verb,
            head=None,
            context=self._context(m, clause),
            lead=self._antecedent(lead),
            trail=_SPACE.sub("", self.folded[m.clause_end : min(seg.char_end, m.clause_end + 60)]),
            counted_unit=level.number.unit if level else (_unit_of(label) if change is not None and n.unit == "ratio" else n.unit),
            counted_counter=level.number.counter if level else n.counter,
            lines_named=self._lines(seg, self.folded[m.chunk_start : n.start], self.folded[a : m.chunk_start]),
            parent_start=parent,
            denominator_start=parts.denominator(m, self.state.counts) if n.unit == "ratio" else None,
            source_form="text",
            section=seg.section,
            char_start=evidence[0],
            char_end=evidence[1],
        )

    def _is_target(self, seg: Segment, lead: str, words: str, n: Number, future: bool) -> bool:
        if (self.in_plan and not modality.is_background(seg.section)) or future or self.state.pledge:
            at = words.find(self.folded[n.lead_start : n.full_end])
            marked = words[:at] + "#" + words[at:] if at >= 0 else words
            return modality.is_demand(marked, in_plan=True, lead=lead[-30:])
        if modality.is_demand(words, in_plan=False):
            return True
        bound = self.folded[n.lead_start : n.start] + self.folded[n.end : n.full_end]
        return self.is_short and modality.is_bound_demand(bound, lead[-30:], words)

    def _is_past(self, period: periods.Period, future: bool) -> bool:
        """Whether the words place a figure before the year that the plan is for."""
        if period.relative is not None and period.relative < 0:
            return True
        base = self.head.report_year
        if base is None or period.year is None:
            return False
        return period.year < base if self.in_plan else future and period.is_explicit and period.year <= base

    def _number_before(self, found: list[Mention], m: Mention) -> Number | None:
        at = found.index(m)
        return found[at - 1].number if at else None

    def _before(self, found: list[Mention], m: Mention) -> Quantity | None:
        return self.quantities[-1] if found and found[0] is not m and self.quantities else None

    def _level(self, found: list[Mention], m: Mention) -> Mention | None:
        """The number whose change `m` is: the one that it takes its label from."""
        if m.level is not None:
            return m.level
        k = m.inherited_from
        while k is not None and found[k].change_only and found[k].inherited_from is not None:
            k = found[k].inherited_from
        if k is not None:
            return found[k]
        return self.state.previous if m.change_only else None

    def _change_words(self, m: Mention) -> str:
        """The words before a number, with the comparing words of the clause before where it has none."""
        if m.change_only or m.joint in {",", "("}:
            ahead = self.folded[max(0, m.chunk_start - 14) : m.chunk_start]
            if ahead.endswith(",") and re.search(r"(?:同比|环比|比上年|较上年|比去年|较去年|相比|同期)[,]$", ahead):
                return ahead[-10:] + m.pre
        if m.joint == "+" and _BARE_CHANGE.fullmatch(m.pre.strip()):
            return self.folded[self._clause_start(m, max(0, m.chunk_start - 40)) : m.number.lead_start]
        return m.pre

    def _point_word(self, n: Number) -> str | None:
        return "points" if "点" in self.folded[n.start : n.full_end] and n.unit == "ratio" else None

    def _clause_start(self, m: Mention, floor: int) -> int:
        """Start of the clause: back to the last stop that is outside brackets."""
        at = m.chunk_start
        while at > floor and self.folded[at - 1] not in ",;:。!?()|\n":
            at -= 1
        while at < m.number.start and self.folded[at] in " ,;:。、)":
            at += 1
        return at

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while end > start and self.folded[end - 1] in " ,;:。、(":
            end -= 1
        return start, end

    def _period(self, seg: Segment, clause: int, at: int, taken: int | None = None) -> periods.Period:
        lo = bisect_left(self.date_starts, seg.char_start)
        hi = bisect_left(self.date_starts, at)
        base = self.head.report_year
        if base is None:
            years = re.findall(r"20\d\d(?=年)", seg.section)
            base = int(years[-1]) if years else self._year_before(seg, lo)
        return periods.resolve(self.dates[lo:hi], self.folded, seg.char_start, clause, at, base, taken)

    def _year_before(self, seg: Segment, lo: int) -> int | None:
        """The year named last before the sentence in its paragraph."""
        for d in reversed(self.dates[max(0, lo - 6) : lo]):
            if "\n" in self.folded[d.end : seg.char_start]:
                return None
            if d.year is not None:
                return d.year_to or d.year
        return None

    def _target_year(self, seg: Segment, period: periods.Period, future: bool) -> int | None:
        base = self.head.report_year
        explicit = period.year
        if self.in_plan:
            if explicit is not None and (base is None or explicit > base or period.is_explicit and explicit >= base):
                return explicit
            return self.head.plan_end_year or explicit or base
        years = [int(y) for y in re.findall(r"20\d\d", seg.section)]
        if explicit is not None and base is not None and explicit > base:
            return explicit
        if future and years and (base is None or max(years) > base):
            return max(years)
        if future and base is not None:
            return base + 1
        if period.relative == 1 and base is not None:
            return base + 1
        return explicit

    def _scope(self, seg: Segment, a: int, clause: int, m: Mention) -> tuple[str, str | None]:
        words = self.folded[a : m.number.start]
        here = scopes.find_scope(words)
        subject = scopes.find_subject(self.folded[clause : m.clause_end], m.own, self.head.issuer_name)
        if here == "system" or (here == "own" and subject is None and re.search(r"我|本级|机关", words)):
            self.state.scope = here
        if subject is not None and here is None:
            return "own", subject
        return here or self.state.scope or self._default_scope(words[-40:], m.label), subject

    def _default_scope(self, words: str, label: str) -> str:
        """What the title or the issuer says for figures that name no scope of their own."""
        if self.title_scope == "system":
            return "system"
        if self.state.wider_scope == "system" and scopes.goes_on(label):
            return "system"
        if self.is_government and not scopes.is_own_act(words + label):
            return "system"
        return "unknown"

    def _subset(self, seg: Segment, lead: str, words: str) -> str | None:
        if scopes.says_annual(words):
            return None
        heading = seg.section.rsplit(" / ", 1)[-1] if seg.section else ""
        ground = [words, lead, self.state.item, heading if seg.section else ""]
        if self.head.report_kind in {"news", "other"}:
            ground.append(self.head.title or "")
        annual_before = scopes.says_annual(lead)
        for k, where in enumerate(ground):
            if where and not (k and annual_before) and (campaign := scopes.find_campaign(where)):
                return campaign
        return None

    def _context(self, m: Mention, clause: int) -> str:
        n = m.number
        before = self.folded[clause : n.lead_start]
        after = self.folded[n.end : n.end + 40]
        stop = re.search(r"[,;。!?()|\n]|\d", after)
        tail = after[: stop.start()] if stop else after
        goes_on = _CONTINUES.match(self.folded, n.end + len(tail))
        if goes_on and stop and stop[0] == ",":
            tail += goes_on[0]
        if not before.strip() and m.number.lead_start and self.folded[m.chunk_start - 1 : m.chunk_start] == "(":
            before = "("
        return _SPACE.sub("", before[-60:] + "#" + tail)

    def _antecedent(self, lead: str) -> str:
        """What was said before in the sentence, and in the one before it in the paragraph."""
        title = f"{self.head.title[-40:]}。" if self.is_short and self.head.title else ""
        return _SPACE.sub("", title + (self.state.said[-70:] + lead)[-120:])

    def _lines(self, seg: Segment, words: str, lead: str) -> str | None:
        for where in (words, lead, seg.section.rsplit(" / ", 1)[-1]):
            named = list(dict.fromkeys(_LINES.findall(where)))
            if named:
                return ",".join(named)
        return None

    # -- denials and table cells ---------------------------------------------------------------------

    def _claim(self, seg: Segment, claim: Claim, found: list[Mention], future: bool) -> None:
        a = seg.char_start
        start = max(self.folded.rfind(c, a, claim.start) for c in ",;:。!?()") + 1
        start = max(start, a)
        while start < claim.start and self.folded[start] in " 、":
            start += 1
        lead = self.folded[a:start]
        words = self.folded[start : claim.clause_end]
        if any(claim.start <= m.number.start < claim.clause_end and m.number.value == 0 for m in found):
            return
        period = self._period(seg, start, claim.start + 1)
        target = (
            modality.is_demand(words, in_plan=True, lead=lead[-30:])
            if (self.in_plan or future or self.state.pledge)
            else modality.is_demand(words, in_plan=False) or (self.is_short and modality.is_bound_demand("", lead[-30:], words))
        ) and not self._is_past(period, future)
        year = self._target_year(seg, period, future) if target else period.year
        here = scopes.find_scope(self.folded[a : claim.start]) or self.state.scope or "unknown"
        subject = scopes.find_subject(words, "", self.head.issuer_name)
        about = [m for m in found if m.number.start < claim.start]
        evidence = self._trim(start, claim.clause_end)
        for k, thing in enumerate(claim.things):
            label = thing
            if claim.polarity == "totality":
                before = strip_label(self.folded[start : claim.start])
                label = thing + "|" + (before or (about[-1].label if about else ""))
            self.statements.append(
                Statement(
                    segment_no=seg.segment_no,
                    value_start=claim.start,
                    value_end=claim.end,
                    part_no=k,
                    raw=self.text[claim.start : claim.end],
                    value=Decimal(0 if claim.polarity == "denial" else 1),
                    unit=_claimed_unit(claim, thing),
                    counter=None,
                    comparator="eq",
                    kind="target" if target else "actual",
                    change_type=None,
                    year=year,
                    base_year=None,
                    period_start=period.start,
                    period_end=period.end,
                    is_part_year=period.is_part_year,
                    recurrence="once" if target else None,
                    scope=here,
                    subject=subject,
                    subset_marker=self._subset(seg, lead, words),
                    label=_clean(label),
                    verb=None,
                    head=None,
                    context=_SPACE.sub("", words),
                    lead=self._antecedent(lead),
                    trail=_SPACE.sub("", self.folded[claim.clause_end : min(seg.char_end, claim.clause_end + 60)]),
                    counted_unit=_claimed_unit(claim, thing),
                    counted_counter=None,
                    lines_named=self._lines(seg, words, lead),
                    parent_start=None,
                    denominator_start=None,
                    source_form="text",
                    section=seg.section,
                    char_start=evidence[0],
                    char_end=evidence[1],
                    polarity="denial" if claim.polarity == "denial" else "totality",
                )
            )

    def _cell(self, seg: Segment, cell: Cell) -> None:
        label = " ".join(w for w in (cell.row, cell.column) if w)
        words = self.head.title or ""
        years = re.findall(r"(20\d\d)年", cell.column) or re.findall(r"(20\d\d)年", cell.row)
        year = int(years[0]) if years else self.head.report_year
        if not years and re.search(r"上年|去年|同期", cell.column) and year is not None:
            year -= 1
        target = self.in_plan
        change = re.search(r"同比|增减|增长|增幅", cell.column)
        value = cell.value
        scope = scopes.find_scope(cell.row + words) or self.state.scope or "unknown"
        self.quantities.append(
            Quantity(
                segment_no=seg.segment_no,
                value_start=cell.start,
                value_end=cell.end,
                part_no=0,
                raw=self.text[cell.start : cell.end],
                value=value,
                unit=cell.unit,
                counter=cell.counter,
                comparator=cell.comparator,
                kind="change" if change else "target" if target else "actual",
                change_type=("relative" if cell.unit == "ratio" else "absolute") if change else None,
                year=(self.head.plan_end_year or year) if target else year,
                base_year=year - 1 if change and year is not None else None,
                period_start=None,
                period_end=None,
                is_part_year=False,
                recurrence="once" if target else None,
                scope=scope,
                subject=scopes.find_subject("", cell.row, self.head.issuer_name),
                subset_marker=None,
                label=_clean(label),
                verb=None,
                head=None,
                context=_SPACE.sub("", f"{cell.row} {cell.column}#{cell.counter or ''}"),
                lead=_SPACE.sub("", f"{self.head.title or ''}。{cell.caption}")[-100:],
                trail="",
                counted_unit=_unit_of(cell.row) if change and cell.unit == "ratio" else cell.unit,
                counted_counter=cell.counter,
                lines_named=self._lines(seg, label, ""),
                parent_start=cell.total_start,
                denominator_start=None,
                source_form="table",
                section=seg.section,
                char_start=cell.row_start if "\n" not in self.folded[cell.row_start : cell.end] else cell.start,
                char_end=cell.line_end,
            )
        )


def _claimed_unit(claim: Claim, thing: str) -> str:
    return "ratio" if claim.polarity != "denial" or thing.endswith("率") else "count"


def _unit_of(label: str) -> str:
    """The unit of what a percentage says has changed, where its level is not stated beside it."""
    if re.search(r"率$|占比|比重|比例", label):
        return "ratio"
    return "CNY" if re.search(r"额|款|金|费|收入", label) else "count"


def _clean(label: str) -> str:
    label = _SPACE.sub(" ", label.replace("\u0001", "")).strip(" ,;:。、")
    return label[-80:]


def read(text: str, masthead: Masthead) -> Reading:
    """Read a canonical text (BOM stripped, LF): its segments, quantities, statements and passed-over numbers.

    Offsets are character offsets into `text`. Pure: the same text and masthead give the same reading.
    """
    return _Reader(text, masthead).read()
