"""The pointer, what hangs on it, and what a killed run leaves behind."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fazhi import releases
from fazhi.outcome import CouldNotRun
from fazhi.warehouse import Warehouse, append_line, read_lines


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def release(warehouse: Warehouse, content: str, flip: bool = True) -> str:
    """Publish a release with this content; with `flip` False, as if killed just before the flip."""
    release_id, _ = releases.new_id(warehouse, content * 8)
    warehouse.candidate.mkdir()
    record = {"id": release_id, "content_hash": content, "previous_id": releases.current_id(warehouse)}
    (warehouse.candidate / "audit.json").write_text(json.dumps({"release": record}))
    (warehouse.candidate / "fazhi.duckdb").write_text(content)
    (warehouse.candidate / "exports").mkdir()
    if flip:
        releases.publish(warehouse, release_id)
    else:
        warehouse.releases.mkdir(exist_ok=True)
        os.replace(warehouse.candidate, warehouse.releases / release_id)
    return release_id


def test_everything_leads_through_one_pointer(warehouse: Warehouse) -> None:
    first = release(warehouse, "a")
    assert warehouse.database.read_text() == "a"
    second = release(warehouse, "b")
    assert first < second
    assert warehouse.database.read_text() == "b"
    assert warehouse.exports.resolve() == warehouse.releases / second / "exports"
    assert os.readlink(warehouse.current) == f"releases/{second}"


def test_the_warehouse_may_be_moved(warehouse: Warehouse, tmp_path: Path) -> None:
    release(warehouse, "a")
    moved = tmp_path / "moved"
    moved.mkdir()
    for entry in list(tmp_path.iterdir()):
        if entry != moved:
            entry.rename(moved / entry.name)
    assert Warehouse(moved).database.read_text() == "a"


def test_ids_sort_by_time_even_when_the_clock_goes_back(warehouse: Warehouse) -> None:
    warehouse.releases.mkdir()
    (warehouse.releases / "20990101T000000Z-aaaaaaaa").mkdir()
    release_id, _ = releases.new_id(warehouse, "0" * 32)
    assert release_id == "20990101T000001Z-00000000"


def test_the_last_five_stay(warehouse: Warehouse) -> None:
    ids = [release(warehouse, letter) for letter in "abcdef0"]
    assert releases.release_ids(warehouse) == ids[-5:]


def test_rollback_goes_back_along_what_was_published(warehouse: Warehouse) -> None:
    first, second = release(warehouse, "a"), release(warehouse, "b")
    assert releases.rollback(warehouse) == (second, first)
    assert releases.rolled_back_twin(warehouse, "b") == second
    assert releases.rolled_back_twin(warehouse, "c") is None
    third = release(warehouse, "c")
    assert releases.rolled_back_twin(warehouse, "b") is None
    assert releases.rollback(warehouse) == (third, first)
    with pytest.raises(CouldNotRun, match="no release before"):
        releases.rollback(warehouse)
    assert releases.current_id(warehouse) == first


def test_the_published_release_stays_however_old_it_is(warehouse: Warehouse) -> None:
    first = release(warehouse, "a")
    release(warehouse, "b")
    releases.rollback(warehouse)
    for letter in "cdef0":
        release(warehouse, letter)
        releases.rollback(warehouse)
    assert releases.current_id(warehouse) == first
    assert warehouse.database.read_text() == "a"


def test_tidy_removes_what_was_never_published(warehouse: Warehouse) -> None:
    first, second = release(warehouse, "a"), release(warehouse, "b")
    releases.rollback(warehouse)
    unpublished = release(warehouse, "c", flip=False)
    warehouse.candidate.mkdir()
    (warehouse.root / ".current.99.tmp").symlink_to("nowhere")
    releases.tidy(warehouse)
    assert releases.release_ids(warehouse) == [first, second]
    assert unpublished not in releases.release_ids(warehouse)
    assert not warehouse.candidate.exists()
    assert not list(warehouse.root.glob(".*.tmp"))


def test_tidy_completes_a_flip_that_was_not_noted(warehouse: Warehouse) -> None:
    release(warehouse, "a")
    second = release(warehouse, "b")
    lines = warehouse.published.read_text().splitlines(keepends=True)
    warehouse.published.write_text("".join(lines[:-1]))
    warehouse.exports.unlink()
    releases.tidy(warehouse)
    assert releases.current_id(warehouse) == second
    assert [row["id"] for row in read_lines(warehouse.published)][-1] == second
    assert warehouse.exports.is_dir()


def test_tidy_removes_a_first_release_that_was_never_published(warehouse: Warehouse) -> None:
    release(warehouse, "a", flip=False)
    releases.tidy(warehouse)
    assert releases.release_ids(warehouse) == []


def test_tidy_keeps_all_where_the_record_of_flips_is_lost(warehouse: Warehouse) -> None:
    ids = [release(warehouse, letter) for letter in "ab"]
    releases.rollback(warehouse)
    warehouse.published.unlink()
    releases.tidy(warehouse)
    assert releases.release_ids(warehouse) == ids


def test_an_unfinished_line_is_skipped_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    append_line(path, {"n": 1})
    with path.open("a") as file:
        file.write('{"n": 2')
    append_line(path, {"n": 3})
    assert read_lines(path) == [{"n": 1}, {"n": 3}]
