"""The benchmarks run, and measure what they say: documents that all differ, of one size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.documents import SAMPLES, SIZE, documents, read_reports
from tests.conftest import ROOT


def run(*words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_made_documents_differ_and_are_the_same_each_time() -> None:
    texts = list(documents(read_reports(SAMPLES), 40))
    assert len(set(texts)) == 40
    assert all(abs(len(text.encode()) - SIZE) < SIZE / 10 for text in texts)
    assert texts == list(documents(read_reports(SAMPLES), 40))


def test_speed_prints_both_sides() -> None:
    pytest.importorskip("jieba")
    out = run("benchmarks.speed", "--documents", "2", "--rounds", "1", "--reports", SAMPLES)
    assert out.count("jieba.lcut ") == out.count("  describe ") == 2 and "times as fast" in out


def test_ingest_prints_both_sides_and_memory() -> None:
    pytest.importorskip("jieba")
    out = run("benchmarks.ingest", "--documents", "4")
    assert out.startswith(("on processor", "this system"))
    assert "4 documents" in out and "MB with 16 documents" in out and "times as fast" in out
