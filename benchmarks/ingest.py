"""How fast `fazhi ingest` lands documents, beside jieba over the same: python -m benchmarks.ingest.

The whole command counts, start-up and writing included; jieba's side counts without loading its dictionary.
All processes run on one core. In every round `fazhi ingest` lands all documents in a new warehouse, and jieba
takes one share of them before and another behind it: a machine's pace changes within seconds. What is printed
is the median round.
Peak memory stands beside that of four times as many documents.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.core import pin
from benchmarks.documents import ROOT, SAMPLES, documents, read_reports

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Landed:
    """One `fazhi ingest`: its seconds and the most memory that its process held."""

    seconds: float
    peak_megabytes: float


def write_documents(reports: Path, folder: Path, count: int) -> list[Path]:
    """`count` made documents as files of `folder`."""
    folder.mkdir()
    paths: list[Path] = []
    for number, text in enumerate(documents(read_reports(reports), count)):
        paths.append(folder / f"report-{number:05}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def ingest(folder: Path, warehouse: Path) -> Landed:
    """Run `fazhi ingest` over a folder into a warehouse of its own. Raises SystemExit where it fails."""
    command = [sys.executable, "-m", "fazhi", "ingest", str(folder), "--warehouse", str(warehouse), "--quiet"]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    took = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"fazhi ingest ended with {process.returncode}")
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here
    return Landed(took, usage.ru_maxrss / unit)


def jieba_seconds(paths: Sequence[Path]) -> float:
    """Seconds that jieba takes over the files, in a process of its own: the memory of this one would count as
    that of the children that it starts.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.words"],
        cwd=ROOT, input="\n".join(map(str, paths)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def megabytes_of(paths: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in paths) / 1e6


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the documents, then four times as many (memory only)."""
    parser = argparse.ArgumentParser(description="Speed of `fazhi ingest` against jieba, on one core.")
    parser.add_argument("--reports", type=Path, default=SAMPLES, help="folder of .txt (default: samples)")
    parser.add_argument("--documents", type=int, default=2000, metavar="N")
    parser.add_argument("--core", type=int, metavar="N", help="processor to run on (default: the last)")
    options = parser.parse_args(arguments)
    print(pin(options.core))
    with TemporaryDirectory() as name:
        base = Path(name)
        paths = write_documents(options.reports, base / "some", options.documents)
        megabytes = megabytes_of(paths)
        rounds = max(1, min(ROUNDS, len(paths) - 1))
        shares = [paths[number :: rounds + 1] or paths for number in range(rounds + 1)]
        sizes = [megabytes_of(share) for share in shares]
        landed: list[Landed] = []
        seconds = [jieba_seconds(shares[0])]
        for number in range(rounds):
            landed.append(ingest(base / "some", base / f"warehouse {number}"))
            seconds.append(jieba_seconds(shares[number + 1]))
            shutil.rmtree(base / f"warehouse {number}")
        more = len(write_documents(options.reports, base / "more", 4 * options.documents))
        many = ingest(base / "more", base / "warehouse of more")
    ours = [megabytes / run.seconds for run in landed]
    speeds = [sum(pair) / sum(took) for pair, took in zip(pairwise(sizes), pairwise(seconds), strict=True)]
    ratios = [mine / other for mine, other in zip(ours, speeds, strict=True)]
    print(f"{len(paths)} documents, {megabytes:.1f} MB, median of {rounds} rounds")
    for label, speed in (("fazhi ingest", median(ours)), ("jieba.lcut", median(speeds))):
        print(f"  {label:<14}{megabytes / speed:8.2f} s {speed:8.2f} MB/s")
    print(f"  ratio         {median(ratios):8.2f} times as fast ({min(ratios):.2f} to {max(ratios):.2f})")
    for count, peak in ((len(paths), landed[0].peak_megabytes), (more, many.peak_megabytes)):
        print(f"  peak memory   {peak:8.0f} MB with {count} documents")


if __name__ == "__main__":
    main()
