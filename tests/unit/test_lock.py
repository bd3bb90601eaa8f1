"""One writer, seen by the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi import lock
from fazhi.outcome import CouldNotRun
from tests.conftest import ROOT

HOLDER = """
import sys
from pathlib import Path
from fazhi import lock
with lock.writing(Path(sys.argv[1]), "fazhi run 报告"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_holds_the_lock_is_named(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    process = hold(path)
    with pytest.raises(CouldNotRun, match=f"`fazhi run 报告` runs as process {process.pid} since 20"):
        lock.writing(path, "fazhi build").__enter__()
    with lock.looking(path) as holder:
        assert holder is not None
        assert holder["pid"] == process.pid
    process.communicate("\n")
    with lock.looking(path) as holder:
        assert holder is None


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    process = hold(path)
    process.kill()
    process.communicate()
    with lock.writing(path, "fazhi build"), lock.looking(path) as holder:
        assert holder is not None
        assert holder["command"] == "fazhi build"


def test_looking_never_makes_the_file(tmp_path: Path) -> None:
    with lock.looking(tmp_path / ".lock") as holder:
        assert holder is None
    assert list(tmp_path.iterdir()) == []
