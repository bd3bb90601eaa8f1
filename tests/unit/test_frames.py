"""The question asked of whole frames and the models that tell of single rows agree, for every rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from ingest import language
from ingest.landing.frames import LandedDocument, admitted, decimals, framed, is_sound, sound_frames
from ingest.landing.models import schema_faults
from ingest.landing.rows import check
from ingest.landing.schemas import TABLES, Column
from ingest.language.masthead import describe
from ingest.records import Reading

TEXT = (
    "海宁市交通运输局2023年度法治政府建设工作报告\n一、主要做法\n"
    "2023年，全市共办理行政处罚案件1208起，罚款312.5万元，同比下降12.5%。未发生行政诉讼案件。\n"
)
DECIMAL = pl.Decimal(28, 8)


def landed() -> tuple[LandedDocument, Reading]:
    head = describe(TEXT, "report")
    document = LandedDocument(
        "a" * 64, "b" * 32, "c" * 32, "report.txt", ["report.txt"], None, None, "txt", "utf-8", len(TEXT.encode()),
        len(TEXT), head.title, head.issuer_name, head.issuer_source, None, head.report_kind, head.report_year, None,
        None, None, date(2024, 1, 31), None, 1, "x", False, TEXT,
    )  # fmt: skip
    return document, language.read(TEXT, head)


def bad_values(column: Column) -> Iterator[Any]:
    """For every rule of a column a value that breaks it."""
    if not column.nullable:
        yield None
    if column.at_least is not None:
        yield column.at_least - 1
    if column.at_most is not None:
        yield column.at_most + 1
    if column.one_of is not None:
        yield "other than these"
    if column.pattern is not None:
        yield "没有 such"
    if column.min_length is not None:
        yield ""


CASES = [
    (table, name, value)
    for table in ("document", "segment", "quantity", "statement", "passed_over")
    for name, column in TABLES[table].columns.items()
    for value in bad_values(column)
]


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    found = sound_frames([landed()])
    assert found is not None and all(frame.height for frame in found.values())
    return found


def test_sound_frames_are_those_that_rows_give_one_by_one(frames: dict[str, pl.DataFrame]) -> None:
    one_by_one, bad = check([landed()])
    assert not bad
    for table, frame in frames.items():
        assert frame.equals(one_by_one[table]) and not schema_faults(table, frame)


@pytest.mark.parametrize(("table", "name", "value"), CASES)
def test_a_broken_rule_is_seen_by_both(
    frames: dict[str, pl.DataFrame], table: str, name: str, value: Any
) -> None:
    kind = TABLES[table].columns[name].kind
    frame = frames[table]
    spoilt = frame.with_columns(pl.Series(name, [value, *frame[name][1:]], dtype=kind))
    assert not is_sound(table, spoilt)
    reason = "missing_" if value is None else "invalid_"
    assert schema_faults(table, spoilt)[0][0] == reason + name


@pytest.mark.parametrize("table", [name for name in TABLES if TABLES[name].row_checks])
def test_rows_out_of_order_are_seen_by_both(frames: dict[str, pl.DataFrame], table: str) -> None:
    frame = frames[table]
    pairs = {
        "plan_years_in_order": {"plan_start_year": 2025, "plan_end_year": 2023},
        "span_in_order": {"char_end" if table == "segment" else "value_end": 0},
        "value_inside_evidence": {"char_end": 0},
        "period_in_order": {"period_start": date(2023, 2, 1), "period_end": date(2023, 1, 1)},
    }
    for name in TABLES[table].row_checks:
        kinds = {column: TABLES[table].columns[column].kind for column in pairs[name]}
        spoilt = frame.with_columns(
            [pl.lit(value, dtype=kinds[column]).alias(column) for column, value in pairs[name].items()]
        )
        assert not is_sound(table, spoilt)
        assert schema_faults(table, spoilt)[0][0] == name


@pytest.mark.parametrize("table", [name for name in TABLES if TABLES[name].key and name != "meta"])
def test_a_second_row_with_one_key_is_seen_by_both(frames: dict[str, pl.DataFrame], table: str) -> None:
    twice = pl.concat([frames[table], frames[table][:1]])
    assert not is_sound(table, twice)
    assert {reason for reason, _ in schema_faults(table, twice).values()} == {"duplicate"}


def test_a_span_that_is_not_its_text_stays_outside() -> None:
    document, reading = landed()
    wrong = reading.passed_over[0]._replace(raw="没有")
    frames, bad = admitted([(document, dataclasses.replace(reading, passed_over=[wrong]))])
    assert [row.reason for row in bad] == ["span_is_not_its_text"]
    assert frames["passed_over"].height == 0 and frames["quantity"].height == len(reading.quantities)


def test_a_record_that_is_not_its_table_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        framed("passed_over", {"text_hash": []})


@pytest.mark.parametrize(
    "written", ["0", "-22", "1208", "3125000.0", "0.12345678", "1E+3", "-0.22", "9" * 20]
)
def test_decimals_keep_their_value(written: str) -> None:
    assert decimals("value", [Decimal(written)], DECIMAL).to_list() == [Decimal(written)]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("1e20"), Decimal("0.123456789"), 12.5, 7, None])
def test_what_is_no_such_decimal_is_left_to_the_rows(value: Any) -> None:
    with pytest.raises(ValueError):
        decimals("value", [value], DECIMAL)
