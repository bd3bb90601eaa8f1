"""Precision, recall and F1 of a warehouse against hand-labelled gold.

Facts: the set of (metric, value, kind) that the warehouse holds for a report, against the gold set; an
optional gold line counts neither when found nor when missed. Year, scope, comparator and unit are scored on
the matched facts only; `unknown` is accepted where the gold scope is `own`. Quantities: found when an
observation of that value has its number inside the evidence; an observation whose number lies in no evidence
is none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from fazhi.outcome import UsageProblem

Line = dict[str, Any]
FactKey = tuple[str, float, str]

_SQL = """
select r.source_path, o.metric_code as metric, o.value, o.unit, o.year, o.kind, o.comparator as cmp, o.scope,
    o.rule_id, o.evidence, o.value_start as "start", o.value_end as "end"
from marts.fct_observation as o join marts.dim_report as r using (report_key)
where r.is_current
order by o.observation_key
"""


@dataclass(slots=True)
class Score:
    """Counts by what was found, and every error as a row: what, document, metric, value, kind, evidence.

    `rules`: those that mapped a labelled fact which was found.
    """

    reports: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    year: list[bool] = field(default_factory=list)
    scope: list[bool] = field(default_factory=list)
    comparator: list[bool] = field(default_factory=list)
    unit: list[bool] = field(default_factory=list)
    quantities: tuple[int, int, int] | None = None  # right, missed, wrong
    by_metric: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    errors: list[tuple[Any, ...]] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)

    def figures(self) -> dict[str, Any]:
        """The figures, unrounded, in the order in which they are printed."""
        precision, recall = _share(self.right, self.wrong), _share(self.right, self.missed)
        result: dict[str, Any] = {
            "reports": self.reports,
            "true_positive": self.right,
            "false_positive": self.wrong,
            "false_negative": self.missed,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
            "year_accuracy": _accuracy(self.year),
            "scope_accuracy": _accuracy(self.scope),
            "comparator_accuracy": _accuracy(self.comparator),
            "unit_accuracy": _accuracy(self.unit),
        }
        if self.quantities is not None:
            right, missed, wrong = self.quantities
            result |= {"quantity_recall": _share(right, missed), "quantity_precision": _share(right, wrong)}
        return result


def score(
    connection: duckdb.DuckDBPyConnection,
    metrics: set[str],
    facts: Path,
    quantities: Path | None,
    docs: Iterable[str] = (),
) -> Score:
    """Score the warehouse behind `connection` on these metrics, over the reports in `facts` and `docs`.

    `docs`: file names of reports that count whether or not `facts` holds a line of them.
    """
    observed: dict[str, list[Line]] = defaultdict(list)
    cursor = connection.execute(_SQL)
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        line = dict(zip(names, row, strict=True))
        observed[line["source_path"].replace("\\", "/").rsplit("/", 1)[-1]].append(line)
    gold: dict[str, list[Line]] = defaultdict(list)
    for line in read_gold(facts):
        if line["metric"]:
            gold[line["doc"]].append(line)
    documents = sorted({*gold, *docs})
    result = Score(reports=len(documents))
    for doc in documents:
        _score_facts(
            result, doc, gold.get(doc, []), [o for o in observed.get(doc, []) if o["metric"] in metrics]
        )
    if quantities is not None:
        _score_quantities(result, observed, quantities, documents)
    return result


def known_metrics(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The codes of the metrics that the warehouse knows."""
    return {
        str(code) for (code,) in connection.execute("select metric_code from marts.dim_metric").fetchall()
    }


def summed(scores: Iterable[Score]) -> Score:
    """Several sets as one."""
    total = Score()
    for one in scores:
        total.reports += one.reports
        total.right += one.right
        total.wrong += one.wrong
        total.missed += one.missed
        for name in ("year", "scope", "comparator", "unit", "errors"):
            getattr(total, name).extend(getattr(one, name))
        total.rules |= one.rules
    return total


def read_docs(path: Path) -> list[str]:
    """File names of reports, one a line."""
    return [text.strip() for text in _read(path).splitlines() if text.strip()]


def read_gold(path: Path) -> list[Line]:
    """The lines of a gold file. Raises UsageProblem that names the line which is no gold."""
    lines: list[Line] = []
    for number, text in enumerate(_read(path).splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            lines.append(
                {
                    **line,
                    "doc": line["doc"],
                    "metric": line["metric"],
                    "value": line["value"],
                    "kind": line["kind"],
                }
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UsageProblem(f"{path}, line {number}: no gold line ({error})") from None
    return lines


def _score_facts(result: Score, doc: str, gold: list[Line], observed: list[Line]) -> None:
    found: dict[FactKey, list[Line]] = {}
    for line in observed:
        found.setdefault(_fact(line), []).append(line)
    used: set[FactKey] = set()
    seen: set[FactKey] = set()
    for line in sorted(gold, key=lambda g: bool(g.get("optional", False))):
        key = next(
            (
                k
                for k in found
                if (k[0], k[2]) == (line["metric"], line["kind"]) and _near(k[1], line["value"])
            ),
            None,
        )
        if key is not None:
            used.add(key)
        if line.get("optional") or _fact(line) in seen:
            continue
        seen.add(_fact(line))
        if key is None:
            result.missed += 1
            result.by_metric[line["metric"]][2] += 1
            result.errors.append(
                ("MISSED", doc, line["metric"], line["value"], line["kind"], line["evidence"])
            )
            continue
        result.right += 1
        result.by_metric[line["metric"]][0] += 1
        _score_attributes(result, line, found[key])
        result.rules.update(o["rule_id"] for o in found[key] if o["rule_id"])
    for key, lines in found.items():
        if key not in used:
            result.wrong += 1
            result.by_metric[key[0]][1] += 1
            result.errors.append(("WRONG", doc, *key, lines[0]["evidence"]))


def _score_attributes(result: Score, gold: Line, observed: list[Line]) -> None:
    result.comparator.append(any(o["cmp"] == gold["cmp"] for o in observed))
    result.unit.append(any(o["unit"] == gold["unit"] for o in observed))
    if gold.get("year") is not None:
        result.year.append(any(o["year"] == gold["year"] for o in observed))
    scope = gold.get("scope", "unknown")
    if scope != "unknown":
        accepted = {"own", "unknown"} if scope == "own" else {scope}
        result.scope.append(any(o["scope"] in accepted for o in observed))


def _score_quantities(
    result: Score, observed: dict[str, list[Line]], path: Path, documents: list[str]
) -> None:
    gold: dict[str, list[Line]] = defaultdict(list)
    for line in read_gold(path):
        gold[line["doc"]].append({**line, "end": line["start"] + len(line["evidence"])})
    right = missed = wrong = 0
    for doc in sorted(set(gold) | set(documents)):
        lines = observed.get(doc, [])
        for line in gold.get(doc, []):
            hit = any(_near(o["value"], line["value"]) and _inside(o, line) for o in lines)
            if line.get("optional") and not hit:
                continue
            right += hit
            missed += not hit
            if not hit:
                result.errors.append(
                    ("QUANTITY MISSED", doc, line["metric"], line["value"], line["kind"], line["evidence"])
                )
        for o in lines:
            if not any(_inside(o, line) for line in gold.get(doc, [])):
                wrong += 1
                result.errors.append(
                    ("NOT A QUANTITY", doc, o["metric"], o["value"], o["kind"], o["evidence"])
                )
    result.quantities = (right, missed, wrong)


def _fact(line: Line) -> FactKey:
    return line["metric"], round(float(line["value"]), 6), line["kind"]


def _inside(observed: Line, gold: Line) -> bool:
    start, end = observed["start"], observed["end"]
    return start is not None and bool(gold["start"] <= start and end <= gold["end"])


def _near(a: Any, b: Any) -> bool:
    x, y = float(a), float(b)
    return abs(x - y) <= 1e-6 * max(1.0, abs(x), abs(y))


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 0.0


def _accuracy(marks: list[bool]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageProblem(f"no such file: {path}") from None
    except (IsADirectoryError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{path} is no gold file: {error}") from None
