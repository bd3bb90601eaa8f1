"""Exit statuses of the contract, messages, and --json."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fazhi import releases
from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES, Built, Call


@pytest.mark.parametrize(
    "words",
    [
        ["run", "no-such-folder"],
        ["ingest", "no-such-file.txt"],
        ["ingest"],
        ["score", "no-such-gold.jsonl"],
        ["publish"],
        [],
        ["status", "--warehouse", "no-such-warehouse"],
        ["run", "--manifest", "no-such.csv"],
        ["build", "--accept", " "],
        ["run", "--max-bytes", "0"],
    ],
)
def test_usage_is_status_2_and_makes_nothing(
    words: list[str], fazhi: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = fazhi(*words, "--json")
    assert result.status == 2
    assert result.json["status"] == 2
    assert result.json["error"]
    assert result.err.startswith("fazhi: ")
    assert list(tmp_path.iterdir()) == []


def test_common_options_stand_before_or_after_the_command(fazhi: Call, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    for words in (
        ("--json", "--warehouse", folder, "status"),
        ("status", "--warehouse", folder, "--json"),
        ("--warehouse", folder, "status", "--json"),
    ):
        result = fazhi(*words)
        assert result.status == 0
        assert result.json["warehouse"] == str(folder)


def test_nothing_readable_is_status_1(fazhi: Call, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "empty.txt").touch()
    (reports / "table.docx").touch()
    result = fazhi("run", reports, "--warehouse", tmp_path / "w", "--json")
    assert result.status == 1
    assert "empty.txt" in result.err
    assert result.json["ingest"]["skipped"] == 1
    assert not (tmp_path / "w" / "current").exists()
    empty = tmp_path / "nothing"
    empty.mkdir()
    assert fazhi("run", empty, "--warehouse", tmp_path / "w").status == 1


def test_what_is_not_there_cannot_run(fazhi: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("export", "rollback"):
        result = fazhi(command)
        assert result.status == 4
        assert "publish" in result.err or "release" in result.err
    assert fazhi("build").status == 1


def test_a_new_rejection_is_status_3_once(warehouse: Warehouse, fazhi: Call, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    shutil.copytree(SAMPLES, reports)
    (reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    first = fazhi("run", reports, "--warehouse", warehouse.root)
    assert first.status == 3
    assert "picture.txt" in first.out
    assert "Published" in first.out
    status = fazhi("status", "--warehouse", warehouse.root, "--json").json
    assert [row["source_path"] for row in status["landed"]["rejected"]] == ["picture.txt"]
    again = fazhi("run", reports, "--warehouse", warehouse.root, "--json")
    assert again.status == 0
    assert [row["is_new"] for row in again.json["ingest"]["rejected"]] == [False]
    (reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    assert fazhi("ingest", reports, "--warehouse", warehouse.root).status == 3


def test_a_file_alone_is_a_run(fazhi: Call, tmp_path: Path) -> None:
    report = SAMPLES / "county-transport-2024-report.txt"
    result = fazhi("ingest", report, "--warehouse", tmp_path / "w", "--json")
    assert result.status == 0
    assert result.json["ingest"]["new"] == 1


def test_quiet_says_nothing_and_without_reports_the_samples_are_read(
    built: Built, warehouse: Warehouse, fazhi: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The samples go to a warehouse of their own, warehouse-samples in the current folder."""
    monkeypatch.chdir(warehouse.root.parent)
    result = fazhi("run", "--quiet")
    assert (result.status, result.out, result.err) == (0, "", "")
    assert releases.current_id(warehouse) == built.result.json["release"]


def test_an_internal_error_is_status_4_and_leaves_a_log(warehouse: Warehouse, fazhi: Call) -> None:
    audit = warehouse.current / "audit.json"
    audit.write_text("{", encoding="utf-8")
    result = fazhi("build", "--warehouse", warehouse.root, "--json")
    assert result.status == 4
    assert "internal error" in result.json["error"]
    assert "Traceback" in Path(result.json["log"]).read_text(encoding="utf-8")
    assert fazhi("status", "--warehouse", warehouse.root).status == 0


def test_a_faulty_manifest_is_usage(fazhi: Call, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("file,year\na.txt,soon\n", encoding="utf-8")
    result = fazhi("ingest", SAMPLES, "--manifest", manifest, "--warehouse", tmp_path / "w")
    assert result.status == 2
    assert "manifest.csv" in result.err


def test_json_of_a_run_tells_everything(warehouse: Warehouse, fazhi: Call) -> None:
    result = fazhi("status", "--warehouse", warehouse.root, "--json")
    data = json.loads(result.out)
    assert data["published"]["id"] == releases.current_id(warehouse)
    assert data["published"]["published_at"]
    assert data["landed"]["documents"] == len(list(SAMPLES.glob("*.txt")))
    assert data["running"] is None
    assert data["runs"][0]["status"] == 0
