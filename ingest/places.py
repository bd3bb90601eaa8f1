"""The administrative divisions of seeds/admin_divisions.csv, and those that ended (division_changes.csv),
looked up by the name that a text writes.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SEED = SEEDS / "admin_divisions.csv"
CHANGES = SEEDS / "division_changes.csv"
AUTONOMOUS = ("自治州",)


class Place(NamedTuple):
    """A division; `name` as the standard writes it, `level` one of province, prefecture, county."""

    admin_code: str
    name: str
    short_name: str
    level: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All divisions by the names under which texts know them; a name of several divisions has several
    places.
    """

    by_name: Mapping[str, tuple[Place, ...]]
    lengths: Mapping[str, tuple[int, ...]]  # of the names that begin with two characters, longest first

    def at_start(self, text: str) -> tuple[str, tuple[Place, ...]] | None:
        """The longest division name with which `text` begins, and the places of that name."""
        for length in self.lengths.get(text[:2], ()):
            if places := self.by_name.get(text[:length]):
                return text[:length], places
        return None


def written_names(place: Place) -> Iterable[str]:
    """The full name, and for an autonomous prefecture the usual short form (凉山彝族自治州: 凉山州)."""
    yield place.name
    if place.level == "prefecture" and place.name.endswith(AUTONOMOUS):
        yield place.short_name.removesuffix("州") + "州"


def divisions(rows: Iterator[list[str]]) -> Iterable[Place]:
    """The divisions in the rows of a table whose first row names its columns."""
    header = next(rows)
    columns = itemgetter(*(header.index(name) for name in Place._fields))
    return (Place(*columns(row)) for row in rows)


def gazetteer_of(places: Iterable[Place]) -> Gazetteer:
    """Builds the lookup."""
    by_name: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for name in written_names(place):
            by_name[name] = (*by_name.get(name, ()), place)
    lengths: dict[str, set[int]] = {}
    for name in by_name:
        lengths.setdefault(name[:2], set()).add(len(name))
    return Gazetteer(by_name, {start: tuple(sorted(of, reverse=True)) for start, of in lengths.items()})


def ended_divisions(changes: Iterable[Mapping[str, str]]) -> list[Place]:
    """Those that ended; not one whose heir bears its name, for that is the same
    place to a reader (嘉黎县 under a new code).
    """
    rows = [row for row in changes if row["is_ended"] == "1"]
    inherited = {(row["admin_code"], row["name"]) for row in rows if row["successor_name"] == row["name"]}
    ended = {(row["admin_code"], row["name"]) for row in rows} - inherited
    return [
        Place(code, name, name, "prefecture" if code.endswith("00") else "county")
        for code, name in sorted(ended)
    ]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The divisions of the seeds, read once.

    Raises FileNotFoundError when a seed is gone.
    """
    with SEED.open(encoding="utf-8", newline="") as now, CHANGES.open(encoding="utf-8", newline="") as then:
        return gazetteer_of([*divisions(csv.reader(now)), *ended_divisions(csv.DictReader(then))])


def ambiguous_names() -> list[str]:
    """Names that several divisions bear (朝阳区, 鼓楼区 ...), sorted."""
    count = Counter({name: len(places) for name, places in gazetteer().by_name.items()})
    return sorted(name for name, times in count.items() if times > 1)
