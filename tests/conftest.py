"""What tests share: a way to call fazhi, and one warehouse of the samples, built once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fazhi.cli import main
from fazhi.warehouse import Warehouse

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"


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
    """`fazhi run` without more, once. The warehouse stays at one path, so that dbt parses the project once."""
    folder = tmp_path_factory.mktemp("法治 samples")
    result = finish(start_fazhi("run", "--json", cwd=folder))
    assert result.status == 0, result.err
    assert [path.name for path in folder.iterdir()] == ["warehouse-samples"]
    shutil.copytree(folder / "warehouse-samples", folder / "pristine", symlinks=True)
    return Built(Warehouse(folder / "warehouse-samples"), folder / "pristine", result)


@pytest.fixture
def warehouse(built: Built) -> Warehouse:
    """The warehouse of the samples as it was first built; changes do not outlive the test."""
    built.restore()
    return built.warehouse


@pytest.fixture(scope="session")
def samples_warehouse(built: Built) -> Warehouse:
    """The warehouse of the samples, only to be read."""
    return Warehouse(built.pristine)
