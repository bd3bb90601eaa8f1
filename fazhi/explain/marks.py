"""Marks on a text, one a number, and the text cut at their bounds. Pure functions on text with offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# What can become of a number, the first before the next where spans meet. stated: a none or an all in words
# that maps; unlisted: the number stands in no list, which is a fault of the reader.
STATUSES = ("mapped", "stated", "unmapped", "passed_over", "unlisted")
_PLACE = {status: place for place, status in enumerate(STATUSES)}
_DIGITS = re.compile(r"\d+")  # full-width ones too

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that was read: `raw = text[start:end]`, numbered from 1 in text order.

    `observations`: the rows of fct_observation at this place, several where it states several metrics or
    where one word denies several things. `rules`: the rules that passed it over.
    """

    no: int
    start: int
    end: int
    raw: str
    status: str
    observations: tuple[Row, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def metrics(self) -> list[str]:
        """The metrics that it states, each once."""
        return list(dict.fromkeys(o["metric_code"] for o in self.observations if o["metric_code"]))

    @property
    def is_in_agency_year(self) -> bool:
        """Whether it stands for an agency and year."""
        return any(o["in_agency_year"] for o in self.observations)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line with the same marks throughout, the one that shows first; none: plain text.

    `begins`: the marks whose first piece it is.
    """

    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many `marks` have a status, and how many of the text's runs of Arabic `digits` lie in them."""

    marks: int
    digits: int


class LineNumbers:
    """The line, from 1, that an offset of a text lies in."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def __call__(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def make_marks(text: str, observations: Iterable[Row], passed_over: Iterable[Row]) -> list[Mark]:
    """All marks of a text, and one of status `unlisted` for each run of digits, or rest of one, in no span.

    Rows need value_start and value_end; observations metric_code and source_type; passed_over rule.
    """
    found: dict[tuple[int, int], tuple[list[Row], list[str]]] = {}
    for row in observations:
        found.setdefault((row["value_start"], row["value_end"]), ([], []))[0].append(row)
    for row in passed_over:
        found.setdefault((row["value_start"], row["value_end"]), ([], []))[1].append(row["rule"])
    for span in _bare(text, found):
        found[span] = ([], [])
    marks = []
    for no, ((start, end), (rows, rules)) in enumerate(sorted(found.items(), key=_reading_order), 1):
        statuses = [_status(row) for row in rows] + ["passed_over" for _ in rules]
        status = min(statuses, key=_PLACE.__getitem__, default="unlisted")
        marks.append(Mark(no, start, end, text[start:end], status, tuple(rows), tuple(rules)))
    return marks


def count(text: str, marks: list[Mark]) -> dict[str, Count]:
    """Marks and runs of digits by status. A run counts once: as unlisted where any of it is in no list."""
    runs: Counter[str] = Counter()
    first = 0
    for run in _DIGITS.finditer(text):
        while first < len(marks) and marks[first].end <= run.start():
            first += 1
        statuses = set()
        at = first
        while at < len(marks) and marks[at].start < run.end():
            if marks[at].end > run.start():
                statuses.add(marks[at].status)
            at += 1
        is_lost = not statuses or "unlisted" in statuses
        runs["unlisted" if is_lost else min(statuses, key=_PLACE.__getitem__)] += 1
    numbers = Counter(mark.status for mark in marks)
    return {status: Count(numbers[status], runs[status]) for status in STATUSES}


def cut_lines(text: str, marks: list[Mark]) -> list[list[Piece]]:
    """The lines of the text, each as its pieces. Spans may overlap, nest, and go over a line's end."""
    lines: list[list[Piece]] = []
    active: list[Mark] = []
    waiting = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        pieces: list[Piece] = []
        at = start
        while at < end:
            active = [mark for mark in active if mark.end > at]
            begins = []
            while waiting < len(marks) and marks[waiting].start <= at:
                begins.append(marks[waiting])
                waiting += 1
            active += [mark for mark in begins if mark.end > at]  # else it is but a line's end
            bounds = [mark.end for mark in active]
            if waiting < len(marks):
                bounds.append(marks[waiting].start)
            stop = min(end, *bounds) if bounds else end
            ordered = sorted(active, key=lambda mark: (_PLACE[mark.status], mark.no))
            pieces.append(Piece(at, stop, tuple(ordered), tuple(begins)))
            at = stop
        lines.append(pieces)
        start = end + 1
    return lines


def _status(row: Row) -> str:
    if row["metric_code"] is None:
        return "unmapped"
    return "mapped" if row["source_type"] == "quantity" else "stated"


def _reading_order(item: tuple[tuple[int, int], Any]) -> tuple[int, int]:
    start, end = item[0]
    return start, -end


def _bare(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of digits that no span covers."""
    ordered = sorted(spans)
    bare: list[tuple[int, int]] = []
    first = 0
    for run in _DIGITS.finditer(text):
        while first < len(ordered) and ordered[first][1] <= run.start():
            first += 1
        covered = run.start()
        at = first
        while at < len(ordered) and ordered[at][0] < run.end():
            start, end = ordered[at]
            if start > covered:
                bare.append((covered, start))
            covered = max(covered, end)
            at += 1
        if covered < run.end():
            bare.append((covered, run.end()))
    return bare
