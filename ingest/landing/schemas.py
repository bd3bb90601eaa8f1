"""The landed tables: a schema each, in the order of their columns.

All offsets are character offsets into the canonical text, half open. What a row says in words stands in
ingest/records.py. `raw == text[value_start:value_end]` is checked where the text is at hand, in rows.py.

The schemas are stated here once. Whether a frame satisfies one as a whole is asked in frames.py, in one
pass; where it does not, pandera says which row fails what (models.py, from the same schemas).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

HASH = r"^[0-9a-f]{64}$"
UNIT = r"^[A-Za-z][A-Za-z0-9_]{0,30}$"
KEY = r"^[0-9a-f]{32}$"
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Column:
    """A column's type and what each of its values satisfies: bounds, a set, a pattern, a length."""

    kind: pl.DataType
    nullable: bool = False
    at_least: int | None = None
    at_most: int | None = None
    one_of: tuple[str, ...] | None = None
    pattern: str | None = None
    min_length: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, its key, and by name what each row satisfies (null where it says nothing)."""

    name: str
    columns: Mapping[str, Column]
    key: tuple[str, ...] = ()
    row_checks: Mapping[str, pl.Expr] = field(default_factory=dict)


def text(
    *,
    nullable: bool = False,
    one_of: tuple[str, ...] | None = None,
    pattern: str | None = None,
    min_length: int | None = None,
) -> Column:
    return Column(pl.String(), nullable, one_of=one_of, pattern=pattern, min_length=min_length)


def small(*, nullable: bool = False, at_least: int | None = 0, at_most: int | None = None) -> Column:
    return Column(pl.Int32(), nullable, at_least, at_most)


def large(*, nullable: bool = False, at_least: int | None = 0) -> Column:
    return Column(pl.Int64(), nullable, at_least)


YEAR = small(nullable=True, at_least=FIRST_YEAR, at_most=LAST_YEAR)
DATE = Column(pl.Date(), nullable=True)
FLAG = Column(pl.Boolean())
WORDS = text(nullable=True)
END = large(at_least=None)  # bounded by its start


def in_order(first: str, second: str) -> pl.Expr:
    return pl.col(first) <= pl.col(second)


DOCUMENT = Table(
    "document",
    {
        "text_hash": text(pattern=HASH),
        "report_id": text(pattern=KEY),
        "report_key": text(pattern=KEY),
        "source_path": text(min_length=1),
        "locations": Column(pl.List(pl.String())),
        "source_url": WORDS,
        "retrieved_at": Column(pl.Datetime("us"), nullable=True),
        "format": text(),
        "encoding": text(),
        "byte_count": large(at_least=1),
        "char_count": large(at_least=1),
        "title": WORDS,
        "issuer_name": WORDS,
        "issuer_source": text(
            nullable=True, one_of=("title", "sign_off", "document_number", "salutation", "text", "manifest")
        ),
        "admin_code": text(nullable=True, pattern=r"^\d{6}$"),
        "report_kind": text(one_of=("annual_report", "plan", "statistics", "news", "other")),
        "report_year": YEAR,
        "plan_start_year": YEAR,
        "plan_end_year": YEAR,
        "document_number": WORDS,
        "published_date": DATE,
        "manifest": WORDS,
        "landing_seq": large(at_least=1),
        "reader_version": text(),
        "is_withdrawn": FLAG,
        "content_text": text(),
    },
    ("text_hash",),
    {"plan_years_in_order": in_order("plan_start_year", "plan_end_year")},
)

SEGMENT = Table(
    "segment",
    {
        "text_hash": text(pattern=HASH),
        "segment_no": small(),
        "role": text(one_of=("heading", "sentence", "table_row")),
        "level": small(),
        "paragraph_no": small(),
        "section": text(),
        "char_start": large(),
        "char_end": END,
        "text": text(),
        "reader_version": text(),
    },
    ("text_hash", "segment_no"),
    {"span_in_order": pl.col("char_start") < pl.col("char_end")},
)

QUANTITY = Table(
    "quantity",
    {
        "text_hash": text(pattern=HASH),
        "segment_no": small(),
        "value_start": large(),
        "value_end": END,
        "part_no": small(),
        "raw": text(min_length=1),
        "value": Column(pl.Decimal(28, 8)),
        "unit": text(pattern=UNIT),
        "counter": WORDS,
        "comparator": text(one_of=("eq", "ge", "gt", "le", "lt", "approx")),
        "kind": text(one_of=("actual", "target", "change")),
        "change_type": text(nullable=True, one_of=("absolute", "relative", "points")),
        "year": YEAR,
        "base_year": YEAR,
        "period_start": DATE,
        "period_end": DATE,
        "is_part_year": FLAG,
        "recurrence": text(nullable=True, one_of=("yearly", "once")),
        "scope": text(one_of=("system", "own", "unknown")),
        "subject": WORDS,
        "subset_marker": WORDS,
        "label": text(),
        "verb": WORDS,
        "head": WORDS,
        "context": text(),
        "lead": text(),
        "trail": text(),
        "counted_unit": text(nullable=True, pattern=UNIT),
        "counted_counter": WORDS,
        "lines_named": WORDS,
        "parent_start": large(nullable=True),
        "denominator_start": large(nullable=True),
        "source_form": text(one_of=("text", "table")),
        "section": text(),
        "char_start": large(),
        "char_end": END,
        "reader_version": text(),
    },
    ("text_hash", "value_start", "part_no"),
    {
        "value_inside_evidence": (pl.col("char_start") <= pl.col("value_start"))
        & (pl.col("value_start") < pl.col("value_end"))
        & (pl.col("value_end") <= pl.col("char_end")),
        "period_in_order": in_order("period_start", "period_end"),
    },
)

STATEMENT = Table(
    "statement",
    {**QUANTITY.columns, "polarity": text(one_of=("denial", "totality"))},
    QUANTITY.key,
    QUANTITY.row_checks,
)

PASSED_OVER = Table(
    "passed_over",
    {
        "text_hash": text(pattern=HASH),
        "segment_no": small(),
        "rule": text(min_length=1),
        "value_start": large(),
        "value_end": END,
        "raw": text(min_length=1),
        "reader_version": text(),
    },
    (),
    {"span_in_order": pl.col("value_start") < pl.col("value_end")},
)

REJECT = Table(
    "reject",
    {
        "source_path": text(),
        "stage": text(one_of=("read", "landing")),
        "reason": text(min_length=1),
        "message": text(),
        "byte_hash": WORDS,
        "byte_count": large(nullable=True, at_least=None),
        "row_json": WORDS,
        "text_hash": WORDS,
    },
)

META = Table("meta", {"key": text(), "value": text()}, ("key",))

TABLES: dict[str, Table] = {
    table.name: table for table in (DOCUMENT, SEGMENT, QUANTITY, STATEMENT, PASSED_OVER, REJECT, META)
}
READ_TABLES = ("segment", "quantity", "statement", "passed_over")


def columns(table: Table) -> dict[str, pl.DataType]:
    """Name and polars type of each column of a table."""
    return {name: column.kind for name, column in table.columns.items()}
