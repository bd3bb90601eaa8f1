"""How fast texts are read, beside jieba over the same text: python -m benchmarks.speed [--reports DIR].

One process, one core; the rounds alternate, and each side's best counts.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks import words
from benchmarks.core import pin
from benchmarks.documents import SAMPLES, documents, read_reports
from ingest.language import read
from ingest.language.masthead import describe
from ingest.records import Masthead


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def measure(name: str, texts: Sequence[str], rounds: int) -> None:
    """Print MB/s of reading, describing and jieba over `texts`, and the ratios."""
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    heads: list[Masthead] = [describe(text, "") for text in texts]
    best = {"read": float("inf"), "describe": float("inf"), "jieba": float("inf")}
    for _ in range(rounds):
        took = {
            "read": timed(lambda: [read(text, head) for text, head in zip(texts, heads, strict=True)]),
            "jieba": timed(lambda: words.seconds(texts)),
            "describe": timed(lambda: [describe(text, "") for text in texts]),
        }
        best = {side: min(best[side], took[side]) for side in best}
    print(f"{name}: {len(texts)} documents, {megabytes:.2f} MB, best of {rounds}")
    for side, label in (("read", "read"), ("describe", "describe"), ("jieba", "jieba.lcut")):
        print(f"  {label:<20}{megabytes / best[side]:7.2f} MB/s")
    both = best["read"] + best["describe"]
    print(f"  read / jieba        {best['jieba'] / best['read']:7.2f} times as fast")
    print(f"  with describe       {best['jieba'] / both:7.2f} times as fast")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure on the folder's reports as they stand, and on documents of one size made from them."""
    parser = argparse.ArgumentParser(description="Speed of reading against jieba, on one core.")
    parser.add_argument("--reports", type=Path, default=SAMPLES, help="folder of .txt (default: samples)")
    parser.add_argument("--documents", type=int, default=60, metavar="N", help="documents made from them")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--core", type=int, metavar="N", help="processor to run on (default: the last)")
    options = parser.parse_args(arguments)
    print(pin(options.core))
    words.ready()
    reports = read_reports(options.reports)
    measure("reports as they stand", reports, options.rounds)
    measure("made documents", list(documents(reports, options.documents)), options.rounds)


if __name__ == "__main__":
    main()
