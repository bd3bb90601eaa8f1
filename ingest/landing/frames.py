"""From readings to frames, a column at a time, and whether all that they hold may land.

Of hundreds of thousands of rows none is bad as a rule, so the question is asked of whole frames; rows.py
asks it of each row once the answer was no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter, eq, sub
from typing import Any

import polars as pl

from ingest.landing.schemas import READ_TABLES, TABLES, Column, columns
from ingest.records import PassedOver, Quantity, Reading, Segment, Statement

PLAIN_DECIMAL = r"^-?[0-9]{1,20}(?:\.[0-9]{1,8})?$"

Record = Segment | Quantity | Statement | PassedOver
Frames = dict[str, pl.DataFrame]
RECORDS: dict[str, type[Segment] | type[Quantity] | type[Statement] | type[PassedOver]] = {
    "segment": Segment,
    "quantity": Quantity,
    "statement": Statement,
    "passed_over": PassedOver,
}


@dataclass(frozen=True, slots=True)
class LandedDocument:
    """A row of raw.document, in the order of its columns."""

    text_hash: str
    report_id: str
    report_key: str
    source_path: str
    locations: list[str]
    source_url: str | None
    retrieved_at: datetime | None
    format: str
    encoding: str
    byte_count: int
    char_count: int
    title: str | None
    issuer_name: str | None
    issuer_source: str | None
    admin_code: str | None
    report_kind: str
    report_year: int | None
    plan_start_year: int | None
    plan_end_year: int | None
    document_number: str | None
    published_date: date | None
    manifest: str | None
    landing_seq: int
    reader_version: str
    is_withdrawn: bool
    content_text: str


@dataclass(slots=True)
class BadRow:
    """A row that did not pass: the text that it belongs to, why, and what stood in it."""

    table: str
    text_hash: str
    reason: str
    message: str
    row_json: str


def admitted(documents: Sequence[tuple[LandedDocument, Reading]]) -> tuple[Frames, list[BadRow]]:
    """Checked frames by table, and the rows that did not pass. Of a document whose own row fails nothing
    passes.
    """
    frames = sound_frames(documents)
    if frames is not None:
        return frames, []
    from ingest.landing.rows import check  # brings pandera, which is long to import

    return check(documents)


def sound_frames(documents: Sequence[tuple[LandedDocument, Reading]]) -> Frames | None:
    """The frames of all rows by table; None where any row may not land."""
    rows = [document_row(document) for document, _ in documents]
    if not rows:
        return {}
    cells = dict(zip(TABLES["document"].columns, zip(*rows, strict=True), strict=True))
    frame = framed("document", cells)
    if frame is None or not is_sound("document", frame):
        return None
    frames = {"document": frame}
    for table in READ_TABLES:
        frame = read_frame(table, documents)
        if frame is None or not is_sound(table, frame):
            return None
        frames[table] = frame
    return frames


def read_frame(table: str, documents: Sequence[tuple[LandedDocument, Reading]]) -> pl.DataFrame | None:
    """What the documents' readings hold for one table; None where a value is of another type than its
    column, or a span's characters are not those that were read.
    """
    names = RECORDS[table]._fields
    by_column: list[list[Any]] = [[] for _ in names]
    counts: list[int] = []
    span = [names.index(name) for name in span_of(table)]
    for document, reading in documents:
        records: Sequence[Record] = getattr(reading, PLACES[table])
        counts.append(len(records))
        if not records:
            continue
        parts = list(zip(*records, strict=True))
        starts, ends, words = (parts[at] for at in span)
        if not are_spans(document.content_text, starts, ends, words):
            return None
        for cells, part in zip(by_column, parts, strict=True):
            cells += part
    found: dict[str, Sequence[Any] | pl.Series] = dict(zip(names, by_column, strict=True))
    of_row = pl.Series([at for at, count in enumerate(counts) for _ in range(count)], dtype=pl.UInt32)
    for name in ("text_hash", "reader_version"):
        of_document = [getattr(document, name) for document, _ in documents]
        found[name] = pl.Series(of_document, dtype=pl.String, strict=True).gather(of_row)
    if found.keys() != TABLES[table].columns.keys():
        raise TypeError(f"raw.{table} and its record differ")
    return framed(table, found)


def are_spans(text: str, starts: Sequence[int], ends: Sequence[int], words: Sequence[str]) -> bool:
    """Whether each `text[start:end]` is its words, for starts that are not negative."""
    if not all(map(text.startswith, words, starts)):
        return False
    return all(map(eq, map(sub, ends, starts), map(len, words)))


PLACES = {
    "segment": "segments",
    "quantity": "quantities",
    "statement": "statements",
    "passed_over": "passed_over",
}


def span_of(table: str) -> tuple[str, str, str]:
    """The columns of a span, and of the characters that stand in it."""
    return ("char_start", "char_end", "text") if table == "segment" else ("value_start", "value_end", "raw")


def framed(table: str, cells: Mapping[str, Sequence[Any] | pl.Series]) -> pl.DataFrame | None:
    """A frame with the table's types; None where a value is of another type."""
    series: list[pl.Series] = []
    for name, kind in columns(TABLES[table]).items():
        values = cells[name]
        try:
            if isinstance(values, pl.Series):
                series.append(values.alias(name))
            elif isinstance(kind, pl.Decimal):
                series.append(decimals(name, values, kind))
            else:
                series.append(pl.Series(name, values, dtype=kind, strict=True))
        except (TypeError, OverflowError, ValueError, pl.exceptions.PolarsError):
            return None
    return pl.DataFrame(series)


def decimals(name: str, values: Sequence[Decimal], kind: pl.Decimal) -> pl.Series:
    """A column of decimals that need no rounding. Raises ValueError for any other."""
    if set(map(type, values)) - {Decimal}:
        raise ValueError(f"{name} holds other than decimals")
    written = pl.Series(name, list(map(str, values)), dtype=pl.String)
    if not written.str.contains(PLAIN_DECIMAL).all():
        plain = [format(value, "f") for value in values]  # 1E+3, which is few
        written = pl.Series(name, plain, dtype=pl.String)
        if not written.str.contains(PLAIN_DECIMAL).all():
            raise ValueError(f"{name} holds a decimal that does not fit")
    return written.cast(kind, strict=True)


def is_sound(table: str, frame: pl.DataFrame) -> bool:
    """Whether every row satisfies the table's schema: what models.py would find no fault with."""
    found = frame.select(questions(table))
    return all(found.row(0))


@cache
def questions(table: str) -> list[pl.Expr]:
    """What is asked of a whole frame; each gives true when no row is at fault."""
    schema = TABLES[table]
    asked = [question for name, column in schema.columns.items() for question in of_column(name, column)]
    asked += [check.fill_null(True).all() for check in schema.row_checks.values()]
    if schema.key:
        asked.append(pl.struct(schema.key).n_unique() == pl.len())
    return [question.alias(str(number)) for number, question in enumerate(asked)]


def of_column(name: str, column: Column) -> Iterable[pl.Expr]:
    values = pl.col(name)
    if not column.nullable:
        yield values.null_count() == 0
    if column.at_least is not None:
        yield (values >= column.at_least).all()
    if column.at_most is not None:
        yield (values <= column.at_most).all()
    if column.one_of is not None:
        yield values.is_in(column.one_of).all()
    if column.pattern is not None:
        yield values.unique().str.contains(column.pattern).all()  # hashes repeat, units are few
    if column.min_length is not None:
        yield (values.str.len_chars() >= column.min_length).all()


document_row = attrgetter(*TABLES["document"].columns)
