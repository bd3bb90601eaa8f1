"""Build, audit, publish: what reaches the readers, and what does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from fazhi import releases
from fazhi.fingerprint import table_prints
from fazhi.warehouse import Warehouse, candidate_database
from tests.conftest import SAMPLES, Built, Call, finish, start_fazhi

SENTENCE = "2024年,全市交通运输系统共查处交通运输行政处罚案件731件。\n"


def add_report(folder: Path) -> Path:
    """The samples and one report more."""
    shutil.copytree(SAMPLES, folder)
    text = f"荆门市交通运输局2024年法治政府建设年度报告\n一、主要工作\n{SENTENCE}"
    (folder / "jingmen-transport-2024-report.txt").write_text(text, encoding="utf-8")
    return folder


def hashes(path: Path) -> dict[str, str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: print_.hash for name, print_ in table_prints(connection).items()}


def test_a_run_publishes_a_whole_release(built: Built, samples_warehouse: Warehouse) -> None:
    data = built.result.json
    assert data["status"] == 0
    assert data["published"] is True
    assert data["ingest"]["new"] == len(list(SAMPLES.glob("*.txt")))
    release = samples_warehouse.releases / data["release"]
    assert {path.name for path in release.iterdir()} == {
        "fazhi.duckdb",
        "exports",
        "audit.json",
        "audit.html",
    }
    assert os.readlink(samples_warehouse.current) == f"releases/{data['release']}"
    assert os.readlink(samples_warehouse.database) == "current/fazhi.duckdb"
    assert os.readlink(samples_warehouse.exports) == "current/exports"
    assert not samples_warehouse.candidate.exists()
    with duckdb.connect(str(samples_warehouse.database), read_only=True) as connection:
        history = connection.execute("select id, previous_id, accepted_reason from ops.release").fetchall()
        assert history == [(data["release"], None, None)]
        runs = connection.execute("select status, release_id, documents_new from ops.run").fetchall()
        assert runs == [(None, data["release"], data["ingest"]["new"])]


def test_a_run_that_changes_nothing_publishes_nothing(warehouse: Warehouse, fazhi: Call) -> None:
    before = hashes(warehouse.database)
    result = fazhi("run", SAMPLES, "--warehouse", warehouse.root, "--json")
    assert result.status == 0
    assert result.json["published"] is False
    assert result.json["ingest"]["unchanged"] == result.json["ingest"]["read"]
    assert len(releases.release_ids(warehouse)) == 1
    assert hashes(warehouse.database) == before


def test_two_fresh_warehouses_hold_identical_rows(
    samples_warehouse: Warehouse, tmp_path: Path, fazhi: Call
) -> None:
    assert fazhi("run", SAMPLES, "--warehouse", tmp_path / "other").status == 0
    assert hashes(tmp_path / "other" / "fazhi.duckdb") == hashes(samples_warehouse.database)


READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
count = lambda: connection.execute("select count(*), sum(hash(o)) from marts.fct_observation as o").fetchone()
print(*count(), flush=True)
sys.stdin.readline()
print(*count(), flush=True)
"""


def test_a_reader_keeps_its_data_while_a_new_release_is_published(
    warehouse: Warehouse, tmp_path: Path, fazhi: Call
) -> None:
    command = [sys.executable, "-c", READER, str(warehouse.database)]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdin is not None and reader.stdout is not None
    seen = reader.stdout.readline()
    process = start_fazhi("run", add_report(tmp_path / "reports"), "--warehouse", warehouse.root, "--json")
    result = finish(process)
    assert result.status == 0, result.err
    assert result.json["published"] is True
    assert result.json["changes"]["facts"]["added"] >= 1
    assert reader.communicate("\n")[0] == seen
    new = subprocess.run(command, input="\n", capture_output=True, text=True, check=True)
    assert new.stdout.splitlines()[0] != seen.strip()
    assert (
        fazhi("status", "--warehouse", warehouse.root, "--json").json["published"]["id"]
        == result.json["release"]
    )


def test_a_candidate_that_breaks_a_dbt_test_is_refused(warehouse: Warehouse, fazhi: Call) -> None:
    published = releases.current_id(warehouse)
    with duckdb.connect(str(warehouse.landing)) as connection:
        connection.execute("update raw.quantity set value_end = value_end + 1")
    result = fazhi("build", "--warehouse", warehouse.root, "--json")
    assert result.status == 1
    assert "assert_spans_hold_in_the_landed_text" in result.json["failed_tests"]
    assert "assert_spans_hold_in_the_landed_text" in result.err
    assert str(warehouse.failed) in result.err
    assert candidate_database(warehouse.failed).exists()
    assert not warehouse.candidate.exists()
    assert releases.current_id(warehouse) == published
    refused = fazhi("build", "--accept", "no reason helps", "--warehouse", warehouse.root)
    assert refused.status == 1
    assert releases.current_id(warehouse) == published


def test_unexplained_drift_is_refused_until_it_is_accepted_and_rolled_back(
    warehouse: Warehouse, fazhi: Call
) -> None:
    first = releases.current_id(warehouse)
    with duckdb.connect(str(warehouse.landing)) as connection:
        connection.execute("delete from raw.quantity where hash(text_hash, value_start) % 3 = 0")
        connection.execute("update raw.quantity set parent_start = null, denominator_start = null")
    refused = fazhi("build", "--warehouse", warehouse.root, "--json")
    assert refused.status == 1
    assert "drift_observations" in {check["id"] for check in refused.json["failed_checks"]}
    assert "--accept" in refused.err
    assert releases.current_id(warehouse) == first
    assert (warehouse.failed / "audit.html").exists()

    accepted = fazhi(
        "build", "--accept", "a sentence was struck out", "--warehouse", warehouse.root, "--json"
    )
    assert accepted.status == 0
    assert accepted.json["audit"]["verdict"] == "accepted"
    second = accepted.json["release"]
    report = json.loads((warehouse.current / "audit.json").read_text(encoding="utf-8"))
    assert report["release"]["accepted_reason"] == "a sentence was struck out"
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        rows = connection.execute("select id, accepted_reason from ops.release order by id").fetchall()
    assert rows == [(first, None), (second, "a sentence was struck out")]

    assert fazhi("rollback", "--warehouse", warehouse.root).status == 0
    assert releases.current_id(warehouse) == first
    held = fazhi("build", "--warehouse", warehouse.root, "--json")
    assert (held.status, held.json["published"], held.json["rolled_back"]) == (0, False, second)
    assert releases.current_id(warehouse) == first
    again = fazhi("build", "--accept", "it was right", "--warehouse", warehouse.root, "--json")
    assert again.status == 0
    assert again.json["release"] not in (first, second)
    assert releases.read_release(warehouse, again.json["release"])["previous_id"] == first
