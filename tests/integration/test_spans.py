"""Every figure and every passage is the very characters of the landed text, at its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest

from fazhi.labelled import labelled_sets
from fazhi.project import find_project
from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES
from tests.integration.conftest import SHARED, open_published

FOLDERS = {
    "samples_warehouse": [SAMPLES],
    "reports_warehouse": [SHARED / "reports"],
    "passages_warehouse": [one.reports for one in labelled_sets(find_project()) if not one.agency_years],
}
pytestmark = pytest.mark.usefixtures("built")  # it runs after those that need no samples

PASSAGES = ("fct_plan_task", "fct_initiative", "fct_system", "fct_document", "fct_shortcoming")


@pytest.fixture(params=list(FOLDERS))
def folders_and_warehouse(request: pytest.FixtureRequest) -> tuple[list[Path], Warehouse]:
    warehouse: Warehouse = request.getfixturevalue(request.param)
    return FOLDERS[request.param], warehouse


def landed_texts(warehouse: Warehouse) -> dict[str, str]:
    """Canonical text by its hash, as it lies in the landing."""
    with duckdb.connect(str(warehouse.landing), read_only=True) as connection:
        return dict(connection.execute("select text_hash, content_text from raw.document").fetchall())


def test_landed_texts_are_those_of_the_files(folders_and_warehouse: tuple[list[Path], Warehouse]) -> None:
    folders, warehouse = folders_and_warehouse
    texts = landed_texts(warehouse)
    read = {
        path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        for folder in folders
        for path in folder.glob("*.txt")
    }
    assert set(texts.values()) == read
    assert all(hashlib.sha256(text.encode()).hexdigest() == key for key, text in texts.items())
    with open_published(warehouse) as connection:
        kept = dict(
            connection.execute("select text_hash, content_text from staging.stg_raw__document").fetchall()
        )
    assert kept == texts


def test_every_observation_is_a_span_of_its_text(folders_and_warehouse: tuple[list[Path], Warehouse]) -> None:
    _, warehouse = folders_and_warehouse
    texts = landed_texts(warehouse)
    with open_published(warehouse) as connection:
        rows = connection.execute(
            "select observation_key, content_sha256, evidence, char_start, char_end, raw, value_start, value_end"
            " from marts.fct_observation join marts.dim_report using (report_key)"
        ).fetchall()
        ((count,),) = connection.execute("select count(*) from marts.fct_observation").fetchall()
    assert len(rows) == count > 0
    for key, text_hash, evidence, char_start, char_end, raw, value_start, value_end in rows:
        text = texts[text_hash]
        assert evidence == text[char_start:char_end], key
        assert raw == text[value_start:value_end], key
        assert 0 <= char_start <= value_start < value_end <= char_end <= len(text), key


def test_every_passage_is_a_span_of_its_text(folders_and_warehouse: tuple[list[Path], Warehouse]) -> None:
    _, warehouse = folders_and_warehouse
    texts = landed_texts(warehouse)
    with open_published(warehouse) as connection:
        for mart in PASSAGES:
            rows = connection.execute(
                f"select content_sha256, evidence, char_start, char_end from marts.{mart}"
                " join marts.dim_report using (report_key)"
            ).fetchall()
            for text_hash, evidence, start, end in rows:
                assert evidence == texts[text_hash][start:end] != "", mart
