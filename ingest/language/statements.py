"""From denials and totalities in words to statements, one for each thing denied or done."""

from __future__ import annotations

from decimal import Decimal

from ingest.language import frame
from ingest.language.denials import Claim
from ingest.language.mentions import Mention
from ingest.language.source import Source, State
from ingest.language.words import strip_label
from ingest.records import Segment, Statement


def to_statements(
    src: Source, state: State, seg: Segment, claim: Claim, found: list[Mention]
) -> list[Statement]:
    """The statements of a claim; `found` are the numbers of its sentence. A claim that repeats a written 0 gives none."""
    if any(claim.start <= m.number.start < claim.clause_end and m.number.value == 0 for m in found):
        return []
    folded, a = src.folded, max(seg.char_start, claim.start - frame.REACH)
    start = max(a, max(folded.rfind(c, a, claim.start) for c in ",;:。!?()") + 1)
    while start < claim.start and folded[start] in " 、":
        start += 1
    lead, words = folded[a:start], folded[start : claim.clause_end]
    period = frame.period_of(src, state, seg, start, claim.start + 1)
    target = frame.is_target(src, state, seg, lead, words, "", period)
    scope, subject = frame.scope_of(src, state, a, claim.start, words, "", "")
    about = [m for m in found if m.number.start < claim.start]
    char_start, char_end = frame.trim(folded, start, claim.clause_end)
    is_denial = claim.polarity == "denial"
    out: list[Statement] = []
    for part_no, thing in enumerate(claim.things):
        label = thing
        if not is_denial:
            lead = folded[a : claim.start]  # what was done to all of it stands before the claim
        if claim.polarity == "totality":
            label += "|" + (strip_label(folded[start : claim.start]) or (about[-1].label if about else ""))
        unit = "count" if is_denial and not thing.endswith("率") else "ratio"
        out.append(
            Statement(
                segment_no=seg.segment_no,
                value_start=claim.start,
                value_end=claim.end,
                part_no=part_no,
                raw=src.text[claim.start : claim.end],
                value=Decimal(0 if is_denial else 1),
                unit=unit,
                counter=None,
                comparator="eq",
                kind="target" if target else "actual",
                change_type=None,
                year=frame.target_year(src, state, seg, period) if target else period.year,
                base_year=None,
                period_start=period.start,
                period_end=period.end,
                is_part_year=period.is_part_year,
                recurrence="once" if target else None,
                scope=scope,
                subject=subject,
                subset_marker=frame.subset_of(src, state, seg, lead, words),
                label=frame.clean_label(label),
                verb=None,
                head=None,
                context=frame.squeeze(words),
                lead=frame.antecedent(src, state, lead),
                trail=frame.squeeze(folded[claim.clause_end : min(seg.char_end, claim.clause_end + 60)]),
                counted_unit=unit,
                counted_counter=None,
                lines_named=frame.lines_named(seg, words, lead, state.cues),
                parent_start=None,
                denominator_start=None,
                source_form="text",
                section=seg.section,
                char_start=char_start,
                char_end=char_end,
                polarity="denial" if is_denial else "totality",
            )
        )
    return out
