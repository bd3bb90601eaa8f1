"""What tests share: a way to call fazhi, and one warehouse of the samples, built once."""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fazhi.cli import main
from fazhi.warehouse import Warehouse

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Processes share the files among them (`--dist loadfile`), long ones first. One process makes what all
    read, the samples and the labelled sets; meanwhile the others do what needs neither.
    """
    fixtures: dict[Path, set[str]] = {}
    for item in items:
        fixtures.setdefault(item.path, set()).update(getattr(item, "fixturenames", ()))
    maker = min((path for path, used in fixtures.items() if "labelled_scores" in used), default=None)

    def turn(item: pytest.Item) -> int:
        if item.path == maker:
            return 0
        return 3 if item.path.parent.name == "unit" else 1 + ("built" in fixtures[item.path])

    items.sort(key=turn)


@contextmanager
def once(folders: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """The folder that all processes of the session share, one at a time."""
    base = folders.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield base


@dataclass(frozen=True)
class Result:
    """How a call of fazhi ended. `json` is the object that --json prints."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.out)
        return data


Call = Callable[..., Result]


def start_fazhi(*words: str | Path, prefix: Sequence[str] = (), **options: Any) -> subprocess.Popen[str]:
    """fazhi as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*prefix, sys.executable, "-m", "fazhi", *map(str, words)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **options
    )


def finish(process: subprocess.Popen[str], timeout: float = 600) -> Result:
    out, err = process.communicate(timeout=timeout)
    return Result(process.returncode, out, err)


def call_fazhi(*words: str | Path) -> Result:
    """fazhi in this process: what it imports is there, and Great Expectations with it."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([str(word) for word in words])
    return Result(int(status), out.getvalue(), err.getvalue())


_PROJECT = ("ingest", "fazhi", "seeds", "models", "macros", "analyses", "tests/data")
_PROJECT_FILES = ("dbt_project.yml", "profiles.yml")


def copy_project(folder: Path) -> Path:
    """A project of its own, whose rules and readers a test may change."""
    for name in _PROJECT:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _PROJECT_FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def fazhi(capfd: pytest.CaptureFixture[str]) -> Call:
    """Call fazhi in this process."""

    def call(*words: str | Path) -> Result:
        capfd.readouterr()
        status = main([str(word) for word in words])
        return Result(int(status), *capfd.readouterr())

    return call


@dataclass(frozen=True)
class Built:
    """A warehouse of the samples that tests may change, and the result of the run that made it."""

    warehouse: Warehouse
    pristine: Path
    result: Result

    def restore(self) -> None:
        shutil.rmtree(self.warehouse.root, ignore_errors=True)
        shutil.copytree(self.pristine, self.warehouse.root, symlinks=True)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """`fazhi run` without more, once for all processes of the session; each changes a copy of its own."""
    with once(tmp_path_factory, "samples") as base:
        folder, said = base / "法治 samples", base / "samples.json"
        if not said.exists():
            folder.mkdir()
            result = finish(start_fazhi("run", "--json", cwd=folder))
            assert result.status == 0, result.err
            assert [path.name for path in folder.iterdir()] == ["warehouse-samples"]
            said.write_text(json.dumps([result.status, result.out, result.err]), encoding="utf-8")
    own = tmp_path_factory.mktemp("own 法治")
    result = Result(*json.loads(said.read_text(encoding="utf-8")))
    return Built(Warehouse(own / "warehouse-samples"), folder / "warehouse-samples", result)


@pytest.fixture
def warehouse(built: Built) -> Warehouse:
    """The warehouse of the samples as it was first built; changes do not outlive the test."""
    built.restore()
    return built.warehouse


@pytest.fixture(scope="session")
def samples_warehouse(built: Built) -> Warehouse:
    """The warehouse of the samples, only to be read."""
    return Warehouse(built.pristine)
