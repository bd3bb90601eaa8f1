"""Many documents: worker processes, and runs that are killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.pipeline import Limits, ingest_paths
from tests.integration.landing_kit import GOOD, ROOT, query, tables


def many(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = GOOD.replace("1208", str(2000 + number)) + f"附：第{number}号台账共{number + 1}件。\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_worker_processes_read_the_same(tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 60)
    alone = ingest_paths([folder], tmp_path / "alone", limits=Limits(workers=1, batch_documents=7))
    seen: list[tuple[int, int]] = []
    together = ingest_paths(
        [folder],
        tmp_path / "together",
        limits=Limits(workers=2),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert alone == together and alone.landed_new == 60
    assert seen[-1] == (60, 60)
    assert tables(tmp_path / "alone") == tables(tmp_path / "together")


CRASH = """
import os, signal, sys
from pathlib import Path
from ingest.landing import store
from ingest.pipeline import Limits, ingest_paths

folder, warehouse, where, times = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])

def die(*arguments):
    global times
    times -= 1
    if times < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments)

if where == "inside":
    original, store.replace_rejects = store.replace_rejects, die
    progress = None
else:
    original = lambda done, total: None
    progress = die
ingest_paths([folder], warehouse, limits=Limits(workers=1, batch_documents=5), progress=progress)
"""


@pytest.mark.parametrize(("where", "times"), [("between", 0), ("between", 2), ("inside", 0), ("inside", 2)])
def test_a_killed_run_leaves_whole_batches(tmp_path: Path, where: str, times: int) -> None:
    folder = many(tmp_path / "many", 20)
    killed = subprocess.run(
        [sys.executable, "-c", CRASH, str(folder), str(tmp_path / "warehouse"), where, str(times)],
        cwd=ROOT, capture_output=True, timeout=600,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    landed = times * 5 + (5 if where == "between" else 0)
    limits = Limits(workers=1, batch_documents=5)
    assert query(tmp_path / "warehouse", "select count(*) from raw.document") == [(landed,)]
    ingest_paths([folder], tmp_path / "warehouse", limits=limits)
    ingest_paths([folder], tmp_path / "undisturbed", limits=limits)
    assert tables(tmp_path / "warehouse") == tables(tmp_path / "undisturbed")
