"""Rows that may not land stay outside with their reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest import language
from ingest.records import Masthead, Quantity, Reading
from tests.integration.landing_kit import GOOD, make_reports, query, run, state


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return make_reports(tmp_path / "报告 reports")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def spoil(change: Callable[[Quantity], Quantity], add: bool = False) -> Callable[[str, Masthead], Reading]:
    """A reader that spoils the first quantity of the first report, or adds the spoilt one to the good."""
    read = language.read

    def spoilt(text: str, masthead: Masthead) -> Reading:
        reading = read(text, masthead)
        if "海宁市" not in text:
            return reading
        first, *rest = reading.quantities
        return dataclasses.replace(reading, quantities=[*([first] if add else []), change(first), *rest])

    return spoilt


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": Decimal("1e25")}, "value_too_large"),
        ({"value": Decimal("NaN")}, "invalid_value"),
        ({"value": 12.5}, "invalid_value"),
        ({"unit": "件 件"}, "invalid_unit"),
        ({"kind": "wish"}, "invalid_kind"),
        ({"comparator": "about"}, "invalid_comparator"),
        ({"scope": "whole"}, "invalid_scope"),
        ({"label": None}, "missing_label"),
        ({"raw": "没有"}, "span_is_not_its_text"),
        ({"char_end": 0}, "value_inside_evidence"),
        ({"year": 20233}, "invalid_year"),
        ({"year": 10**12}, "invalid_year"),
        ({"counter": 7}, "invalid_counter"),
    ],
)
def test_a_bad_row_stays_outside_and_the_others_land(
    reports: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], reason: str
) -> None:
    total = len(language.read(GOOD, Masthead()).quantities)
    monkeypatch.setattr(language, "read", spoil(lambda quantity: quantity._replace(**change)))
    result = run(reports, warehouse)
    assert (result.landed_new, result.rejected, len(result.rejected_rows)) == (2, (), 1)
    assert "good.txt: a row of raw.quantity did not land" in result.warnings[0]
    rows = query(
        warehouse,
        "select source_path, stage, reason, row_json is not null, text_hash is not null from raw.reject",
    )
    assert rows == [("good.txt", "landing", reason, True, True)]
    sql = (
        "select count(*) from raw.quantity join raw.document using (text_hash) where source_path = 'good.txt'"
    )
    assert query(warehouse, sql) == [(total - 1,)]
    before = state(warehouse)
    run(reports, warehouse)
    assert state(warehouse) == before
    monkeypatch.undo()
    monkeypatch.setattr(language, "READER_VERSION", "next")
    run(reports, warehouse)
    assert (query(warehouse, sql), query(warehouse, "select * from raw.reject")) == ([(total,)], [])


def test_of_two_rows_with_one_key_the_first_lands(
    reports: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = len(language.read(GOOD, Masthead()).quantities)
    monkeypatch.setattr(language, "read", spoil(lambda quantity: quantity._replace(label="other"), add=True))
    assert [row.reason for row in run(reports, warehouse).rejected_rows] == ["duplicate"]
    sql = "select count(*), count(*) filter (where label = 'other') from raw.quantity join raw.document using (text_hash) where source_path = 'good.txt'"
    assert query(warehouse, sql) == [(total, 0)]


def test_decimals_are_rounded_half_up_to_eight_places(
    reports: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = Decimal("12345678901234567890.123456785")
    monkeypatch.setattr(language, "read", spoil(lambda quantity: quantity._replace(value=value)))
    run(reports, warehouse)
    assert query(warehouse, "select max(value) from raw.quantity") == [
        (Decimal("12345678901234567890.12345679"),)
    ]
