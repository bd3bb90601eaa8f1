"""The scores of all labelled sets in one table, and the rules that no labelled fact needs."""

from __future__ import annotations

import csv
import textwrap
from collections.abc import Sequence

from fazhi.labelled import ScoredSet, by_role
from fazhi.project import Project
from fazhi.score import Score

_HEADER = (
    *("set", "role", "docs", "facts", "P", "R", "F1", "year", "scope", "comparator", "unit"),
    *("numbers_R", "numbers_P"),
)
_NAMES = 2
_FIGURES = (
    *("precision", "recall", "f1"),
    *("year_accuracy", "scope_accuracy", "comparator_accuracy", "unit_accuracy"),
    *("quantity_recall", "quantity_precision"),
)
_WIDTH = 100


def rules_without_a_fact(project: Project, scored: Sequence[ScoredSet]) -> list[str]:
    """Ids of the rules that mapped no labelled fact of these sets, in the order of the seed.

    Optional facts need no rule. What is listed has to be needed by a unit test, or is of no use.
    """
    used = {rule for one in scored for rule in one.score.rules}
    with project.metric_rules_csv.open(encoding="utf-8", newline="") as file:
        return [row["rule_id"] for row in csv.DictReader(file) if row["rule_id"] not in used]


def table_lines(scored: Sequence[ScoredSet], idle: Sequence[str]) -> list[str]:
    """The table for people: a row a set, the sums of dev and test, agency-years, rules."""
    rows: list[tuple[str, ...]] = [_HEADER]
    rows += [_row(one.labelled.name, one.labelled.role, one.score) for one in scored]
    rows += [_row("all", role, score) for role, score in by_role(scored).items()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = [_line(row, widths) for row in rows]
    lines += [
        "dev: read while the rules were written; test: scored before it was read",
        "(tests/gold/sets.csv says which were studied since)",
    ]
    for one in scored:
        if one.agency_years:
            lines += ["", *_agency_year_lines(one)]
    return [*lines, "", *_rule_lines(idle)]


def _row(name: str, role: str, score: Score) -> tuple[str, ...]:
    figures = score.figures()
    shares = (figures.get(figure) for figure in _FIGURES)
    return (
        *(name, role, str(score.reports), str(score.right + score.missed)),
        *("-" if share is None else f"{share:.3f}" for share in shares),
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """Names to the left, figures to the right."""
    cells = enumerate(zip(row, widths, strict=True))
    return "  ".join(cell.ljust(width) if at < _NAMES else cell.rjust(width) for at, (cell, width) in cells)


def _agency_year_lines(one: ScoredSet) -> list[str]:
    parts = []
    for is_present, words in ((True, "that must stand"), (False, "that must not stand")):
        holds = [holds for row, holds in one.agency_years if row.is_present == is_present]
        parts.append(f"{sum(holds)} of {len(holds)} {words} {'do' if is_present else 'do not'}")
    wrong = [f"  wrong: {row.told()}" for row, holds in one.agency_years if not holds]
    return [f"Agency-year facts of {one.labelled.name}: {', '.join(parts)}", *wrong]


def _rule_lines(idle: Sequence[str]) -> list[str]:
    if not idle:
        return ["Rules: each mapped a labelled fact"]
    text = f"Rules that no labelled fact needs ({len(idle)}): {', '.join(idle)}"
    return textwrap.wrap(text, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)
