"""What the tests of the language package share: mastheads, and sentences in which ⟦ ⟧ marks a number's place."""

from __future__ import annotations

import re
from datetime import date

from ingest.language import read
from ingest.records import Masthead, PassedOver, Quantity, Reading, Segment, Statement

NO_MASTHEAD = Masthead()
REPORT = Masthead(
    title="清源县交通运输局2023年法治政府建设年度报告",
    issuer_name="清源县交通运输局",
    issuer_source="title",
    report_kind="annual_report",
    report_year=2023,
    published_date=date(2024, 1, 22),
)
PLAN = Masthead(
    title="清源县交通运输局2024年行政执法工作要点",
    issuer_name="清源县交通运输局",
    issuer_source="title",
    report_kind="plan",
    report_year=2024,
    plan_start_year=2024,
    plan_end_year=2024,
)
LONG_PLAN = Masthead(
    title="清源县交通运输局执法队伍素质提升三年行动方案（2024—2026年）",
    issuer_name="清源县交通运输局",
    issuer_source="title",
    report_kind="plan",
    report_year=2024,
    plan_start_year=2024,
    plan_end_year=2026,
)
NEWS = Masthead(
    title="清源县交通执法大队护航出行", issuer_name="清源县交通运输局", report_kind="news", report_year=2023
)
STATISTICS = Masthead(
    title="清源县交通运输局2023年度行政执法统计年报",
    issuer_name="清源县交通运输局",
    report_kind="statistics",
    report_year=2023,
)

_MARK = re.compile(r"⟦([^⟧]*)⟧")


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its marks, and the places that they held."""
    spans: list[tuple[int, int]] = []
    for n, mark in enumerate(_MARK.finditer(marked)):
        start = mark.start() - 2 * n
        spans.append((start, start + len(mark[1])))
    return _MARK.sub(r"\1", marked), spans


def each(marked: str, head: Masthead = REPORT) -> list[Quantity]:
    """The quantities at exactly the marked places, in order."""
    text, spans = unmark(marked)
    assert spans, "nothing is marked"
    reading = read(text, head)
    at = {(q.value_start, q.value_end): q for q in reading.quantities}
    for a, b in spans:
        assert (a, b) in at, f"no quantity {text[a:b]!r} in {text!r}, but {_shown(reading)}"
    found = [at[span] for span in spans]
    assert [q.raw for q in found] == [text[a:b] for a, b in spans]
    return found


def the(marked: str, head: Masthead = REPORT) -> Quantity:
    """The quantity at exactly the one marked place."""
    found = each(marked, head)
    assert len(found) == 1
    return found[0]


def exactly(marked: str, head: Masthead = REPORT) -> list[Quantity]:
    """As `each`, where nothing but what is marked may be a quantity."""
    found = each(marked, head)
    text, spans = unmark(marked)
    reading = read(text, head)
    assert [(q.value_start, q.value_end) for q in reading.quantities] == spans, _shown(reading)
    return found


def passed(marked: str, head: Masthead = REPORT) -> list[PassedOver]:
    """What is passed over at the marked places, one each; no quantity may touch any of them."""
    text, spans = unmark(marked)
    assert spans, "nothing is marked"
    reading = read(text, head)
    found: list[PassedOver] = []
    for a, b in spans:
        taken = [q.raw for q in reading.quantities if q.value_start < b and q.value_end > a]
        assert not taken, f"{taken} read as a quantity in {text!r}"
        over = [p for p in reading.passed_over if p.value_start <= a and p.value_end >= b]
        assert over, f"{text[a:b]!r} is not passed over in {text!r}: {_shown(reading)}"
        assert over[0].raw == text[over[0].value_start : over[0].value_end]
        found.append(over[0])
    return found


def denials(text: str, head: Masthead = REPORT) -> list[Statement]:
    return [s for s in read(text, head).statements if s.polarity == "denial"]


def totalities(text: str, head: Masthead = REPORT) -> list[Statement]:
    return [s for s in read(text, head).statements if s.polarity == "totality"]


def segments(text: str, head: Masthead = REPORT) -> list[Segment]:
    return read(text, head).segments


def _shown(reading: Reading) -> str:
    quantities = [(q.raw, q.value_start, q.value_end) for q in reading.quantities]
    return f"{quantities}, passed over {[(p.rule, p.raw, p.value_start) for p in reading.passed_over]}"
