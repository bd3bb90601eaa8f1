"""What travels from reading to landing: one record a landed table, in the field order of its columns.

Records of which a text has hundreds are named tuples: made in a fifth of the time that frozen dataclasses
take, and turned into columns by `zip`.

All offsets are character offsets into the canonical text (BOM stripped, line ends LF), half open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a document says about itself, before any number is read.

    `report_kind` is one of annual_report, plan, statistics, news, other. `issuer_source` tells where the
    issuer was found: title, sign_off, document_number, salutation, text, or manifest.
    """

    title: str | None = None
    issuer_name: str | None = None
    issuer_source: str | None = None
    report_kind: str = "other"
    report_year: int | None = None
    plan_start_year: int | None = None
    plan_end_year: int | None = None
    document_number: str | None = None
    published_date: date | None = None


class Segment(NamedTuple):
    """A heading, paragraph, sentence or table row of a text."""

    segment_no: int
    role: str  # heading | sentence | table_row
    level: int  # of a heading: 1 for 一、, 2 for (一), 3 for 1.; else 0
    paragraph_no: int
    section: str  # heading path, parts joined by " / "
    char_start: int
    char_end: int
    text: str


class Quantity(NamedTuple):
    """A number that counts or measures something, and what the language says about it."""

    segment_no: int
    value_start: int
    value_end: int
    part_no: int  # always 0 for a written number; of a shared denial, which of the denied things
    raw: str
    value: Decimal
    unit: str  # count | CNY | ratio | hour | tonne | ...
    counter: str | None  # as written: 起, 件, 家次 ...
    comparator: str  # eq | ge | gt | le | lt | approx
    kind: str  # actual | target | change
    change_type: str | None  # absolute | relative | points
    year: int | None
    base_year: int | None
    period_start: date | None
    period_end: date | None
    is_part_year: bool  # the words give another span than a whole year
    recurrence: str | None  # yearly | once, for targets
    scope: str  # system | own | unknown
    subject: str | None  # body or place as written, where another than the issuer as a whole
    subset_marker: str | None  # the words that make it a part: 其中, a campaign's name ...
    label: str  # the words that say what is counted, ellipsis resolved
    verb: str | None
    head: str | None  # head noun of the label
    context: str  # the clause, number replaced by #, white space dropped: what rules match beside the label
    lead: str  # what stands before the clause in its sentence, for antecedents
    trail: str  # what stands behind the clause in its sentence
    counted_unit: str  # of a change: the unit of what changed; else unit
    counted_counter: str | None  # of a change: the counter of what changed; else counter
    lines_named: str | None  # service lines that the number is about, comma-joined: 12345,12328
    parent_start: int | None  # value_start of the total that it is a part of
    denominator_start: int | None  # value_start of the quantity that a share is taken of
    source_form: str  # text | table
    section: str
    char_start: int  # evidence span
    char_end: int


class Statement(NamedTuple):
    """A denial (value 0) or totality (value 1) in words; an observation only once a rule maps it.

    `value_start:value_end` is the span of the denying or totalling word, `part_no` counts the things denied.

    The other fields are those of `Quantity`, with the same meaning.
    """

    segment_no: int
    value_start: int
    value_end: int
    part_no: int
    raw: str
    value: Decimal
    unit: str
    counter: str | None
    comparator: str
    kind: str
    change_type: str | None
    year: int | None
    base_year: int | None
    period_start: date | None
    period_end: date | None
    is_part_year: bool
    recurrence: str | None
    scope: str
    subject: str | None
    subset_marker: str | None
    label: str
    verb: str | None
    head: str | None
    context: str
    lead: str
    trail: str
    counted_unit: str
    counted_counter: str | None
    lines_named: str | None
    parent_start: int | None
    denominator_start: int | None
    source_form: str
    section: str
    char_start: int
    char_end: int
    polarity: str  # denial | totality


class PassedOver(NamedTuple):
    """A number that is no quantity, and the named rule that says so."""

    segment_no: int
    rule: str
    value_start: int
    value_end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one text says, in text order."""

    segments: list[Segment]
    quantities: list[Quantity]
    statements: list[Statement]
    passed_over: list[PassedOver]
