"""From readings to checked frames, a row at a time: what stays outside, and for what reason.

Only documents with a bad row come this way; whether they have one frames.py tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from operator import attrgetter
from typing import Any

import polars as pl

from ingest.landing.frames import RECORDS, BadRow, LandedDocument, Record
from ingest.landing.models import Fault, schema_faults
from ingest.landing.schemas import READ_TABLES, TABLES, columns
from ingest.records import Reading, Segment

LIMIT = Decimal(10) ** 20  # DECIMAL(28,8) holds 20 digits before the point
STEP = Decimal("0.00000001")


@dataclass(slots=True)
class Rows:
    """Rows of one table on their way in, in the order of its columns, with faults found so far by row
    number.
    """

    table: str
    values: list[tuple[Any, ...]] = field(default_factory=list)
    faults: dict[int, Fault] = field(default_factory=dict)

    def add(self, row: tuple[Any, ...], fault: Fault | None = None) -> None:
        if fault:
            self.faults[len(self.values)] = fault
        self.values.append(row)


@cache
def landed_fields(table: str) -> Callable[[Any], tuple[Any, ...]]:
    """Reads off a record its fields in the order of the table's columns (which has text_hash before them)."""
    names = RECORDS[table]._fields
    order = [name for name in columns(TABLES[table]) if name not in {"text_hash", "reader_version"}]
    if sorted(names) != sorted(order):
        raise TypeError(f"raw.{table} and its record differ: {sorted(set(names) ^ set(order))}")
    getter: Callable[[Any], tuple[Any, ...]] = attrgetter(*order)
    return getter


def add_reading(rows: dict[str, Rows], text_hash: str, text: str, reading: Reading, reader: str) -> None:
    """Adds what one text says to the rows of its tables, with each span compared to the text."""
    for table, records in (
        ("segment", reading.segments),
        ("quantity", reading.quantities),
        ("statement", reading.statements),
        ("passed_over", reading.passed_over),
    ):
        target = rows[table]
        getter = landed_fields(table)
        version_at = list(columns(TABLES[table])).index("reader_version")
        for record in records:
            values = (text_hash, *getter(record))
            target.add((*values[:version_at], reader, *values[version_at:]), span_fault(record, text))


def span_fault(record: Record, text: str) -> Fault | None:
    """Why a record's words are not those of its span, if they are not."""
    if isinstance(record, Segment):
        start, end, words = record.char_start, record.char_end, record.text
    else:
        start, end, words = record.value_start, record.value_end, record.raw
    if start >= 0 and text[start:end] == words:
        return None
    return (
        "span_is_not_its_text",
        f"text[{start}:{end}] is {text[max(start, 0) : end][:40]!r}, not {words[:40]!r}",
    )


def check(
    documents: Sequence[tuple[LandedDocument, Reading]],
) -> tuple[dict[str, pl.DataFrame], list[BadRow]]:
    """Checked frames by table, and what did not pass. Of a document whose own row fails nothing passes."""
    rows = {table: Rows(table) for table in ("document", *READ_TABLES)}
    for document, _ in documents:
        rows["document"].add(tuple(getattr(document, name) for name in columns(TABLES["document"])))
    good, bad = admit(rows["document"])
    landing = set(good["text_hash"].to_list())
    for document, reading in documents:
        if document.text_hash in landing:
            add_reading(rows, document.text_hash, document.content_text, reading, document.reader_version)
    frames = {"document": good}
    for table in READ_TABLES:
        frames[table], more = admit(rows[table])
        bad.extend(more)
    return frames, bad


def admit(rows: Rows) -> tuple[pl.DataFrame, list[BadRow]]:
    """The frame of the rows that satisfy the table's model, and the others. Of rows with one key the first
    stays.
    """
    types = columns(TABLES[rows.table])
    faults = dict(rows.faults)
    values = rows.values
    for name, kind in types.items():
        if isinstance(kind, pl.Decimal):
            values = round_decimals(values, list(types).index(name), name, faults)
    keep = [at for at in range(len(values)) if at not in faults]
    frame = build([values[at] for at in keep], types)
    if frame is None:
        faults.update(type_faults(values, types))
        keep = [at for at in keep if at not in faults]
        frame = build([values[at] for at in keep], types)
        if frame is None:
            raise TypeError(f"raw.{rows.table}: its rows fit no frame")
    for at, fault in schema_faults(rows.table, frame).items():
        faults[keep[at]] = fault
    good = frame.filter(pl.Series([at not in faults for at in keep], dtype=pl.Boolean))
    names = list(types)
    bad = [
        BadRow(rows.table, str(values[at][0]), reason, message, as_json(names, rows.values[at]))
        for at, (reason, message) in sorted(faults.items())
    ]
    return good, bad


def as_json(names: Iterable[str], row: Sequence[Any]) -> str:
    cells = {name: cell for name, cell in zip(names, row, strict=True) if name != "content_text"}
    return json.dumps(cells, ensure_ascii=False, default=str)


def round_decimals(
    values: list[tuple[Any, ...]], at: int, name: str, faults: dict[int, Fault]
) -> list[tuple[Any, ...]]:
    """Rounds a decimal column half up to eight places; what is no number or too large becomes a fault."""
    rounded: list[tuple[Any, ...]] = []
    for number, row in enumerate(values):
        value = row[at]
        if not isinstance(value, Decimal) or not value.is_finite():
            faults.setdefault(number, (f"invalid_{name}", f"{name} is no finite number: {value}"))
        elif abs(value) >= LIMIT:
            faults.setdefault(
                number, (f"{name}_too_large", f"{name} {value:.6E} does not fit into DECIMAL(28,8)")
            )
        else:
            exponent = value.as_tuple().exponent
            if isinstance(exponent, int) and exponent < -8:
                value = value.quantize(STEP, rounding=ROUND_HALF_UP)
                row = (*row[:at], value, *row[at + 1 :])
        rounded.append(row)
    return rounded


def build(values: Sequence[tuple[Any, ...]], types: dict[str, pl.DataType]) -> pl.DataFrame | None:
    """A frame with these types; None where a value is of another type."""
    series: list[pl.Series] = []
    by_column = list(zip(*values, strict=True)) if values else [()] * len(types)
    for (name, kind), cells in zip(types.items(), by_column, strict=True):
        try:
            series.append(pl.Series(name, cells, dtype=kind, strict=True))
        except (TypeError, OverflowError, pl.exceptions.PolarsError):
            return None
    return pl.DataFrame(series)


def type_faults(values: Sequence[tuple[Any, ...]], types: dict[str, pl.DataType]) -> dict[int, Fault]:
    """The rows with a value that its column cannot hold."""
    faults: dict[int, Fault] = {}
    for number, row in enumerate(values):
        for (name, kind), cell in zip(types.items(), row, strict=True):
            if number not in faults and build([(cell,)], {name: kind}) is None:
                faults[number] = (f"invalid_{name}", f"{name} cannot hold {str(cell)[:80]!r}")
    return faults
