"""The landed tables: a pandera model each, in the order of their columns.

All offsets are character offsets into the canonical text, half open. What a row says in words stands in
ingest/records.py. `raw == text[value_start:value_end]` is checked where the text is at hand, in rows.py.
"""

from __future__ import annotations

from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

UNIT = r"^[A-Za-z][A-Za-z0-9_]{0,30}$"
HASH = r"^[0-9a-f]{64}$"
KEY = r"^[0-9a-f]{32}$"
KINDS = ["annual_report", "plan", "statistics", "news", "other"]
ISSUER_SOURCES = ["title", "sign_off", "document_number", "salutation", "text", "manifest"]
DECIMAL = pl.Decimal(28, 8)


class Row(pa.DataFrameModel):
    """What the tables share: the text that a row belongs to."""

    text_hash: str = pa.Field(str_matches=HASH)

    class Config:
        strict = True
        ordered = True


class DocumentRow(Row):
    """One text, by content hash."""

    report_id: str = pa.Field(str_matches=KEY)
    report_key: str = pa.Field(str_matches=KEY)
    source_path: str = pa.Field(str_length={"min_value": 1})
    locations: pl.List(pl.String)  # type: ignore[valid-type]
    source_url: str = pa.Field(nullable=True)
    retrieved_at: pl.Datetime = pa.Field(nullable=True)
    format: str
    encoding: str
    byte_count: pl.Int64 = pa.Field(gt=0)
    char_count: pl.Int64 = pa.Field(gt=0)
    title: str = pa.Field(nullable=True)
    issuer_name: str = pa.Field(nullable=True)
    issuer_source: str = pa.Field(nullable=True, isin=ISSUER_SOURCES)
    admin_code: str = pa.Field(nullable=True, str_matches=r"^\d{6}$")
    report_kind: str = pa.Field(isin=KINDS)
    report_year: pl.Int32 = pa.Field(nullable=True, ge=1900, le=2199)
    plan_start_year: pl.Int32 = pa.Field(nullable=True, ge=1900, le=2199)
    plan_end_year: pl.Int32 = pa.Field(nullable=True, ge=1900, le=2199)
    document_number: str = pa.Field(nullable=True)
    published_date: pl.Date = pa.Field(nullable=True)
    manifest: str = pa.Field(nullable=True)
    landing_seq: pl.Int64 = pa.Field(ge=1)
    reader_version: str
    is_withdrawn: bool
    content_text: str

    class Config:
        strict = True
        ordered = True
        unique = ("text_hash",)

    @pa.dataframe_check
    @classmethod
    def plan_years_in_order(cls, data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("plan_start_year") <= pl.col("plan_end_year")).fill_null(True))


class SegmentRow(Row):
    """A heading, sentence or table row of a text."""

    segment_no: pl.Int32 = pa.Field(ge=0)
    role: str = pa.Field(isin=["heading", "sentence", "table_row"])
    level: pl.Int32 = pa.Field(ge=0)
    paragraph_no: pl.Int32 = pa.Field(ge=0)
    section: str
    char_start: pl.Int64 = pa.Field(ge=0)
    char_end: pl.Int64
    text: str
    reader_version: str

    class Config:
        strict = True
        ordered = True
        unique = ("text_hash", "segment_no")

    @pa.dataframe_check
    @classmethod
    def span_in_order(cls, data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_start") < pl.col("char_end"))


class QuantityRow(Row):
    """A number that counts or measures something, and what the language says about it."""

    segment_no: pl.Int32 = pa.Field(ge=0)
    value_start: pl.Int64 = pa.Field(ge=0)
    value_end: pl.Int64
    part_no: pl.Int32 = pa.Field(ge=0)
    raw: str = pa.Field(str_length={"min_value": 1})
    value: DECIMAL  # type: ignore[valid-type]
    unit: str = pa.Field(str_matches=UNIT)
    counter: str = pa.Field(nullable=True)
    comparator: str = pa.Field(isin=["eq", "ge", "gt", "le", "lt", "approx"])
    kind: str = pa.Field(isin=["actual", "target", "change"])
    change_type: str = pa.Field(nullable=True, isin=["absolute", "relative", "points"])
    year: pl.Int32 = pa.Field(nullable=True, ge=1900, le=2199)
    base_year: pl.Int32 = pa.Field(nullable=True, ge=1900, le=2199)
    period_start: pl.Date = pa.Field(nullable=True)
    period_end: pl.Date = pa.Field(nullable=True)
    is_part_year: bool
    recurrence: str = pa.Field(nullable=True, isin=["yearly", "once"])
    scope: str = pa.Field(isin=["system", "own", "unknown"])
    subject: str = pa.Field(nullable=True)
    subset_marker: str = pa.Field(nullable=True)
    label: str
    verb: str = pa.Field(nullable=True)
    head: str = pa.Field(nullable=True)
    context: str
    lead: str
    trail: str
    counted_unit: str = pa.Field(nullable=True, str_matches=UNIT)
    counted_counter: str = pa.Field(nullable=True)
    lines_named: str = pa.Field(nullable=True)
    parent_start: pl.Int64 = pa.Field(nullable=True, ge=0)
    denominator_start: pl.Int64 = pa.Field(nullable=True, ge=0)
    source_form: str = pa.Field(isin=["text", "table"])
    section: str
    char_start: pl.Int64 = pa.Field(ge=0)
    char_end: pl.Int64
    reader_version: str

    class Config:
        strict = True
        ordered = True
        unique = ("text_hash", "value_start", "part_no")

    @pa.dataframe_check
    @classmethod
    def value_inside_evidence(cls, data: PolarsData) -> pl.LazyFrame:
        start, end = pl.col("value_start"), pl.col("value_end")
        inside = (pl.col("char_start") <= start) & (start < end) & (end <= pl.col("char_end"))
        return data.lazyframe.select(inside)

    @pa.dataframe_check
    @classmethod
    def period_in_order(cls, data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("period_start") <= pl.col("period_end")).fill_null(True))


class StatementRow(QuantityRow):
    """A denial (value 0) or totality (value 1) in words."""

    polarity: str = pa.Field(isin=["denial", "totality"])

    class Config:
        strict = True
        ordered = False
        unique = ("text_hash", "value_start", "part_no")


class PassedOverRow(Row):
    """A number that is no quantity, and the named rule that says so."""

    segment_no: pl.Int32 = pa.Field(ge=0)
    rule: str = pa.Field(str_length={"min_value": 1})
    value_start: pl.Int64 = pa.Field(ge=0)
    value_end: pl.Int64
    raw: str = pa.Field(str_length={"min_value": 1})
    reader_version: str

    @pa.dataframe_check
    @classmethod
    def span_in_order(cls, data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("value_start") < pl.col("value_end"))


class RejectRow(pa.DataFrameModel):
    """What could not be read or landed."""

    source_path: str
    stage: str = pa.Field(isin=["read", "landing"])
    reason: str = pa.Field(str_length={"min_value": 1})
    message: str
    byte_hash: str = pa.Field(nullable=True)
    byte_count: pl.Int64 = pa.Field(nullable=True)
    row_json: str = pa.Field(nullable=True)
    text_hash: str = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True


class MetaRow(pa.DataFrameModel):
    """Facts about the landing itself: schema_version."""

    key: str = pa.Field(unique=True)
    value: str

    class Config:
        strict = True
        ordered = True


TABLES: dict[str, type[pa.DataFrameModel]] = {
    "document": DocumentRow,
    "segment": SegmentRow,
    "quantity": QuantityRow,
    "statement": StatementRow,
    "passed_over": PassedOverRow,
    "reject": RejectRow,
    "meta": MetaRow,
}


@cache
def columns(model: type[pa.DataFrameModel]) -> dict[str, pl.DataType]:
    """Name and polars type of each column of a table."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}
