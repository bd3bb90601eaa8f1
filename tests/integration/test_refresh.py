"""A few of the operations that `make refresh` does by the dozen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.stress.operations import Site, operations


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20261122])
def test_after_random_operations_the_warehouse_is_that_of_a_full_refresh(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    site = Site(tmp_path, chance)
    for number, operation in enumerate(operations(chance, 8), 1):
        operation(site)
        if number in (4, 8):
            site.settle()
    assert site.differing() == []
