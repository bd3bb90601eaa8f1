"""How fast texts are read, beside jieba over the same text: python -m benchmarks.speed [--reports DIR].

One process, one core. In every round all sides take their turn, so a machine that changes its pace weighs on
each; what is printed is the median round.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import words
from benchmarks.core import pin
from benchmarks.documents import SAMPLES, documents, read_reports
from ingest.language import read
from ingest.language.masthead import describe
from ingest.records import Masthead

REPEATS = 8  # of the fast sides in a round, so that it is no matter of milliseconds


def timed(work: Callable[[], object], repeats: int) -> float:
    """Seconds that the work takes once."""
    gc.collect()
    start = perf_counter()
    for _ in range(repeats):
        work()
    return (perf_counter() - start) / repeats


def measure(name: str, texts: Sequence[str], rounds: int) -> None:
    """Print MB/s of reading, describing and jieba over `texts`, and the ratios."""
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    heads: list[Masthead] = [describe(text, "") for text in texts]
    took: dict[str, list[float]] = {"read": [], "describe": [], "jieba.lcut": []}
    for _ in range(rounds):
        reading = timed(lambda: [read(text, head) for text, head in zip(texts, heads, strict=True)], REPEATS)
        took["read"].append(reading)
        took["jieba.lcut"].append(timed(lambda: words.seconds(texts), 1))
        took["describe"].append(timed(lambda: [describe(text, "") for text in texts], REPEATS))
    print(f"{name}: {len(texts)} documents, {megabytes:.2f} MB, median of {rounds} rounds")
    for side, seconds in took.items():
        print(f"  {side:<20}{megabytes / median(seconds):7.2f} MB/s")
    rows = list(zip(*took.values(), strict=True))
    alone = median(theirs / ours for ours, _, theirs in rows)
    both = median(theirs / (ours + head) for ours, head, theirs in rows)
    print(f"  read / jieba        {alone:7.2f} times as fast")
    print(f"  with describe       {both:7.2f} times as fast")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure on the folder's reports as they stand, and on documents of one size made from them."""
    parser = argparse.ArgumentParser(description="Speed of reading against jieba, on one core.")
    parser.add_argument("--reports", type=Path, default=SAMPLES, help="folder of .txt (default: samples)")
    parser.add_argument("--documents", type=int, default=60, metavar="N", help="documents made from them")
    parser.add_argument("--rounds", type=int, default=9, metavar="N")
    parser.add_argument("--core", type=int, metavar="N", help="processor to run on (default: the last)")
    options = parser.parse_args(arguments)
    print(pin(options.core))
    words.ready()
    reports = read_reports(options.reports)
    measure("reports as they stand", reports, options.rounds)
    measure("made documents", list(documents(reports, options.documents)), options.rounds)


if __name__ == "__main__":
    main()
