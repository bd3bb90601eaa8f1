"""Real processes: two runs at once, signals, a full disk, kill -9."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from fazhi import releases
from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES, Call, finish, start_fazhi


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def building(warehouse: Warehouse, process: subprocess.Popen[str]) -> Callable[[], bool]:
    """True once dbt has written something of the candidate of `process` (to its write-ahead log, first)."""

    def look() -> bool:
        assert process.poll() is None, "the run ended before it could be disturbed"
        log = warehouse.candidate / "fazhi.duckdb.wal"
        return log.exists() and log.stat().st_size > 100_000

    return look


def more_reports(folder: Path) -> Path:
    shutil.copytree(SAMPLES, folder)
    text = "荆门市交通运输局2024年法治政府建设年度报告\n2024年,全市共查处交通运输行政处罚案件731件。\n"
    (folder / "more.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_second_run_says_who_holds_the_lock_and_status_still_works(
    warehouse: Warehouse, fazhi: Call, tmp_path: Path
) -> None:
    first = start_fazhi("run", more_reports(tmp_path / "r"), "--warehouse", warehouse.root, "--json")
    wait_for(building(warehouse, first))
    second = finish(start_fazhi("build", "--warehouse", warehouse.root))
    assert second.status == 4
    assert f"process {first.pid}" in second.err
    assert "fazhi run" in second.err
    status = fazhi("status", "--warehouse", warehouse.root, "--json")
    assert status.status == 0
    assert status.json["running"]["pid"] == first.pid
    assert status.json["landed"]["documents"] == len(list(SAMPLES.glob("*.txt"))) + 1
    assert finish(first).status == 0
    assert fazhi("status", "--warehouse", warehouse.root, "--json").json["running"] is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_run_cleanly(
    number: signal.Signals, warehouse: Warehouse, fazhi: Call, tmp_path: Path
) -> None:
    published = releases.current_id(warehouse)
    process = start_fazhi("run", more_reports(tmp_path / "r"), "--warehouse", warehouse.root)
    wait_for(building(warehouse, process))
    process.send_signal(number)
    result = finish(process)
    assert result.status == 128 + number
    assert "interrupted" in result.err
    assert "Traceback" not in result.err
    assert not warehouse.candidate.exists()
    assert releases.current_id(warehouse) == published
    status = fazhi("status", "--warehouse", warehouse.root, "--json").json
    assert status["running"] is None
    assert status["runs"][0]["status"] == 128 + number


def test_after_kill_9_the_same_command_ends_as_if_undisturbed(
    warehouse: Warehouse, fazhi: Call, tmp_path: Path
) -> None:
    published = releases.current_id(warehouse)
    reports = more_reports(tmp_path / "r")
    process = start_fazhi("run", reports, "--warehouse", warehouse.root)
    wait_for(building(warehouse, process))
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert releases.current_id(warehouse) == published
    status = fazhi("status", "--warehouse", warehouse.root, "--json")
    assert (status.status, status.json["running"]) == (0, None)
    result = fazhi("run", reports, "--warehouse", warehouse.root, "--json")
    assert result.status == 0
    assert result.json["published"] is True
    assert not warehouse.candidate.exists()


@pytest.mark.parametrize("part", ["landing", "candidate"])
def test_a_full_disk_changes_nothing(part: str, warehouse: Warehouse, tmp_path: Path, fazhi: Call) -> None:
    """A limit on the size of files stands in for the disk: the system says no in the same place."""
    published = releases.current_id(warehouse)
    command = ["run", more_reports(tmp_path / "r")] if part == "landing" else ["build"]
    sizes = {"landing": 12_288, "candidate": 600_000}
    if part == "candidate":
        with duckdb.connect(str(warehouse.landing)) as connection:
            connection.execute("update raw.document set title = title || '。'")
        shutil.rmtree(warehouse.dbt_target)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[part], sizes[part]))

    result = finish(start_fazhi(*command, "--warehouse", warehouse.root, preexec_fn=limit))
    assert result.status == 4, result.err
    assert "disk is full" in result.err
    assert "Traceback" not in result.err
    assert not warehouse.candidate.exists()
    assert releases.current_id(warehouse) == published
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.fct_observation").fetchone() != (0,)
    assert fazhi("status", "--warehouse", warehouse.root).status == 0


def test_a_warehouse_that_cannot_be_made_is_status_4(tmp_path: Path, fazhi: Call) -> None:
    (tmp_path / "file").touch()
    result = fazhi("run", SAMPLES, "--warehouse", tmp_path / "file" / "w", "--json")
    assert result.status == 4
    assert "cannot be written" in result.json["error"]
