"""kill -9 at random moments of `fazhi run`, then the same command again: it ends as an undisturbed run does.

`make crash` (KILLS=200) runs it at length, the default tests run it with a few kills.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from fazhi.fingerprint import table_prints
from fazhi.warehouse import Warehouse
from tests.conftest import SAMPLES, finish, start_fazhi

# so many kills hit one warehouse before the command is let go to its end
_KILLS_A_WAREHOUSE = 10


def content(database: Path) -> dict[str, str]:
    """The hash of each published table."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {name: table.hash for name, table in table_prints(connection).items()}


def disturbed(reports: Path, root: Path, chance: random.Random, kills: int, longest: float) -> int:
    """Start `fazhi run` over and over and kill it, `kills` times at most; the number of kills that hit."""
    hit = 0
    for _ in range(kills):
        process = start_fazhi("run", reports, "--warehouse", root, start_new_session=True)
        time.sleep(chance.uniform(0, longest))
        if process.poll() is None:
            # a machine that stops takes every process along, a careless hand only the first
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                os.kill(process.pid, signal.SIGKILL)
            hit += 1
        process.communicate()
        if process.returncode == 0:
            break
    return hit


def run_on(reports: Path, root: Path) -> dict[str, str]:
    """Let `fazhi run` end; the content that it publishes. Raises RuntimeError where it fails."""
    result = finish(start_fazhi("run", reports, "--warehouse", root))
    if result.status != 0:
        raise RuntimeError(f"fazhi run ended with {result.status}: {result.err}")
    return content(Warehouse(root).database)


def main() -> int:
    """Kill as often as asked; 1 where a warehouse ends otherwise than the undisturbed one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        expected = run_on(SAMPLES, base / "undisturbed")
        started = time.monotonic()
        run_on(SAMPLES, base / "timed")  # the first run may also have parsed and tested the project
        longest = time.monotonic() - started
        done = 0
        while done < options.kills:
            root = base / "disturbed"
            kills = min(_KILLS_A_WAREHOUSE, options.kills - done)
            done += disturbed(SAMPLES, root, chance, kills, longest)
            started = time.monotonic()
            found = run_on(SAMPLES, root)
            longest = time.monotonic() - started  # machines change their pace
            lost = sorted(name for name in expected if found.get(name) != expected[name])
            print(f"{done} kills, {'the same' if not lost else f'differs: {lost}'}", flush=True)
            if lost:
                return 1
            shutil.rmtree(root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
