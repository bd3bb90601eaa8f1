"""The table of `fazhi score`: a row a set, the sums of each role, agency-years, rules without a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.agency_years import AgencyYear
from fazhi.labelled import LabelledSet, ScoredSet, labelled_sets
from fazhi.outcome import CouldNotRun
from fazhi.project import Project
from fazhi.score import Score
from fazhi.score_table import rules_without_a_fact, table_lines


def scored(name: str, role: str, score: Score, standing: list[tuple[AgencyYear, bool]]) -> ScoredSet:
    here = Path(name)
    return ScoredSet(LabelledSet(name, role, here, here, None, here if standing else None), score, standing)


def sets() -> list[ScoredSet]:
    stands = AgencyYear("a.txt", 2023, "own", "cases_total", 12, True)
    absent = AgencyYear("a.txt", 2023, "own", "cases_total", 7, False)
    first = Score(2, right=3, wrong=1, missed=1, year=[True, False], comparator=[True], rules={"one"})
    second = Score(1, right=5, wrong=1, missed=1, year=[True, True], scope=[True], rules={"three"})
    return [
        scored("samples", "dev", first, [(stands, True), (absent, False)]),
        scored("a", "dev", second, []),
        scored("c", "test", Score(1, right=1), []),
    ]


def test_each_set_and_each_role_has_a_row() -> None:
    rows = [line.split() for line in table_lines(sets(), [])]
    header = rows[0]
    table = {(row[0], row[1]): dict(zip(header, row, strict=False)) for row in rows[1:6]}
    assert list(table) == [("samples", "dev"), ("a", "dev"), ("c", "test"), ("all", "dev"), ("all", "test")]
    assert {name: table["all", "dev"][name] for name in ("docs", "facts", "P", "R", "year", "scope")} == {
        "docs": "3", "facts": "10", "P": "0.800", "R": "0.800", "year": "0.750", "scope": "1.000",
    }  # fmt: skip
    assert table["c", "test"]["F1"] == "1.000"
    assert table["c", "test"]["scope"] == "-"


def test_an_agency_year_that_does_not_hold_is_named() -> None:
    text = "\n".join(table_lines(sets(), []))
    assert (
        "Agency-year facts of samples: 1 of 1 that must stand do, 0 of 1 that must not stand do not\n"
        "  wrong: a.txt: cases_total 7 (own, 2023) stands\n" in text
    )


def test_rules_that_mapped_no_labelled_fact_are_listed_in_order(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "metric_rules.csv").write_text(
        "rule_id,metric_code\none,m\ntwo,m\nthree,m\nfour,n\n"
    )
    idle = rules_without_a_fact(Project(tmp_path), sets())
    assert idle == ["two", "four"]
    assert table_lines(sets(), idle)[-1] == "Rules that no labelled fact needs (2): two, four"
    assert table_lines(sets(), [])[-1] == "Rules: each mapped a labelled fact"


def test_sets_that_are_not_here_are_left_out_and_names_are_unique(tmp_path: Path) -> None:
    (tmp_path / "tests" / "gold").mkdir(parents=True)
    (tmp_path / "tests" / "gold" / "sets.csv").write_text(
        "set_name,role,reports,facts,quantities,agency_years,note\n"
        "x,dev,x,x.jsonl,,,\ny,test,y,y.jsonl,y_all.jsonl,,\nz,dev,../z,z.jsonl,,,\n"
    )
    for folder in "xy":
        (tmp_path / folder).mkdir()
    (tmp_path / "x" / "1.txt").touch()
    first, second = labelled_sets(Project(tmp_path))
    assert (first.name, first.documents, first.quantities) == ("x", ["1.txt"], None)
    assert (second.role, second.quantities) == ("test", tmp_path / "y_all.jsonl")
    (tmp_path / "y" / "1.txt").touch()
    with pytest.raises(CouldNotRun, match=r"1\.txt is in two labelled sets: x and y"):
        labelled_sets(Project(tmp_path))
