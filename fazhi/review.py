"""The labels that no rule maps, the most frequent first, each with the metrics nearest to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import duckdb

from fazhi.labels import LabelFolder
from fazhi.nearest import Match, Phrase, Phrasebook

EXAMPLES = 3
NEAREST = 3
# Below this a phrase shares no more with a label than the words that all of them share.
_MIN_SCORE = 0.3
_VARIANTS = 5

# Parts that lost the metric of a total beside them are mapped well enough: no rule is missing.
_UNMAPPED = """
select o."label", o.report_key, o.counter, o.unit, o.kind, count(*) as observations
from marts.fct_observation as o join marts.dim_report as r using (report_key)
where o.metric_code is null and r.is_current and o.selection_reason <> 'part_beside_total'
group by all order by all
"""
_EXAMPLES = """
select o."label", r.source_path, r.report_key, o.value, o.raw, o.value_start, o.value_end, s.text as sentence,
    s.char_start,
    length(substring(d.content_text, 1, o.value_start))
    - length(replace(substring(d.content_text, 1, o.value_start), chr(10), '')) + 1 as line
from marts.fct_observation as o
join marts.dim_report as r using (report_key)
join staging.stg_raw__document as d using (report_key)
join staging.stg_raw__segment as s
    on o.report_key = s.report_key and o.value_start >= s.char_start and o.value_start < s.char_end
where o.metric_code is null and r.is_current and o.selection_reason <> 'part_beside_total'
    and list_contains($1, coalesce(o."label", ''))
order by r.source_path, o.value_start, o.observation_key
"""
_MAPPED = """
select distinct metric_code, coalesce("label", ''), rule_id from marts.fct_observation
where metric_code is not null order by all
"""
_PLACES = "select distinct name from reference.admin_divisions"
_BODIES = """
select agency_name from marts.dim_agency where agency_name is not null
union select issuer_name from marts.dim_report where issuer_name is not null
"""


@dataclass(slots=True)
class Label:
    """Labels that are the same but for numbers and names. Counts are of observations in current reports.

    `label` is the one written most often, `folded` what they share, `variants` how they are written.
    """

    label: str
    folded: str
    observations: int = 0
    reports: set[str] = field(default_factory=set)
    counters: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    variants: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, Any]] = field(default_factory=list)
    nearest: list[Match] = field(default_factory=list)

    def data(self, names: dict[str, str]) -> dict[str, Any]:
        """As plain data; `names`: the Chinese name by metric."""
        return {
            "label": self.label,
            "folded": self.folded,
            "observations": self.observations,
            "reports": len(self.reports),
            "counters": _ranked(self.counters),
            "units": _ranked(self.units),
            "kinds": _ranked(self.kinds),
            "variants": _ranked(self.variants),
            "examples": self.examples,
            "nearest": [
                {
                    "metric_code": match.phrase.metric_code,
                    "name_zh": names[match.phrase.metric_code],
                    "score": round(match.score, 3),
                    "phrase": match.phrase.text,
                    "source": match.phrase.source,
                    "rule_id": match.phrase.rule_id,
                }
                for match in self.nearest
            ],
        }


@dataclass(frozen=True, slots=True)
class Review:
    """The most frequent labels, out of `distinct` ones and `observations` without a metric."""

    labels: list[Label]
    distinct: int
    observations: int
    names: dict[str, str]


def review(connection: duckdb.DuckDBPyConnection, limit: int) -> Review:
    """The `limit` most frequent labels without a metric in a published database."""
    places, bodies = ([str(row[0]) for row in connection.execute(q).fetchall()] for q in (_PLACES, _BODIES))
    folder = LabelFolder(places, bodies)
    labels, observations = _gather(connection, folder)
    ranked = sorted(labels.values(), key=lambda one: (-one.observations, -len(one.reports), one.folded))
    shown = ranked[:limit]
    _add_examples(connection, shown, folder)
    metrics = connection.execute("select metric_code, name_zh, unit from marts.dim_metric").fetchall()
    _add_nearest(connection, shown, folder, metrics)
    return Review(shown, len(ranked), observations, {str(row[0]): str(row[1]) for row in metrics})


def _gather(connection: duckdb.DuckDBPyConnection, folder: LabelFolder) -> tuple[dict[str, Label], int]:
    labels: dict[str, Label] = {}
    total = 0
    for label, report_key, counter, unit, kind, observations in connection.execute(_UNMAPPED).fetchall():
        folded = folder.fold(label or "")
        one = labels.setdefault(folded, Label(label or "", folded))
        one.observations += observations
        one.reports.add(report_key)
        one.counters[counter or ""] += observations
        one.units[unit] += observations
        one.kinds[kind] += observations
        one.variants[label or ""] += observations
        total += observations
    for one in labels.values():
        one.label = next(iter(_ranked(one.variants)))
    return labels, total


def _add_examples(connection: duckdb.DuckDBPyConnection, labels: list[Label], folder: LabelFolder) -> None:
    """Up to three sentences a label, of different reports where there are."""
    written = [variant for one in labels for variant in one.variants]
    by_folded = {one.folded: one for one in labels}
    cursor = connection.execute(_EXAMPLES, [written])
    names = [column[0] for column in cursor.description]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in cursor.fetchall():
        example = dict(zip(names, row, strict=True))
        folded = folder.fold(example.pop("label") or "")
        if folded in by_folded:
            found[folded].append(example)
    for folded, examples in found.items():
        seen: Counter[str] = Counter()
        ordered: list[tuple[int, int, dict[str, Any]]] = []
        for example in examples:
            ordered.append((seen[example["report_key"]], len(ordered), example))
            seen[example["report_key"]] += 1
        by_folded[folded].examples = [
            _example(example) for _, _, example in sorted(ordered, key=lambda item: item[:2])[:EXAMPLES]
        ]


def _example(row: dict[str, Any]) -> dict[str, Any]:
    """`sentence[at:at + len(raw)]` is the number, `value_start` its offset in the text, `line` from 1."""
    return {
        "source_path": row["source_path"],
        "report_key": row["report_key"],
        "line": row["line"],
        "value_start": row["value_start"],
        "raw": row["raw"],
        "sentence": row["sentence"],
        "at": row["value_start"] - row["char_start"],
    }


def _add_nearest(
    connection: duckdb.DuckDBPyConnection,
    labels: list[Label],
    folder: LabelFolder,
    metrics: list[tuple[Any, ...]],
) -> None:
    """The metrics of a label's unit that it resembles; a change may be of any unit."""
    phrases = {Phrase(code, folder.fold(name), "name") for code, name, _ in metrics}
    rules = connection.execute(
        "select metric_code, example, rule_id from reference.metric_rules where example is not null"
    ).fetchall()
    phrases |= {Phrase(code, folder.fold(example), "example", rule) for code, example, rule in rules}
    mapped = connection.execute(_MAPPED).fetchall()
    phrases |= {Phrase(code, folder.fold(label), "mapped", rule) for code, label, rule in mapped if label}
    book = Phrasebook(sorted(phrases, key=lambda p: (p.metric_code, p.text, p.source, p.rule_id or "")))
    for one in labels:
        allowed = {code for code, _, unit in metrics if unit in one.units or "change" in one.kinds}
        matches = book.nearest(one.folded, allowed, NEAREST)
        one.nearest = [match for match in matches if match.score >= _MIN_SCORE]


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_VARIANTS])
