"""A few of the kills that `make crash` deals out by the hundred."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES
from tests.stress.kills import content, disturbed, run_on


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20261122])
def test_kills_at_random_moments_lose_nothing(
    seed: int, samples_warehouse: Warehouse, tmp_path: Path
) -> None:
    root = tmp_path / "disturbed"
    assert disturbed(SAMPLES, root, random.Random(seed), kills=5, longest=12) >= 3
    assert run_on(SAMPLES, root) == content(samples_warehouse.database)
