"""`fazhi review`: what the rules do not map yet, the most frequent first."""

from __future__ import annotations

import argparse

import duckdb

from fazhi.context import Context
from fazhi.outcome import Outcome, Status, UsageProblem
from fazhi.review import Label, Review, review
from fazhi.warehouse import candidate_database

NAME = "review"
HELP = "the most frequent unmapped labels, with examples and the nearest metrics"
WRITES = False

_AROUND = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many labels."""
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many labels (default: 20)")


def check(arguments: argparse.Namespace, context: Context) -> None:
    """N is a number of labels."""
    if arguments.limit < 1:
        raise UsageProblem("--limit must be 1 or more")


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Look at the published release."""
    release = context.published()
    with duckdb.connect(str(candidate_database(release)), read_only=True) as connection:
        result = review(connection, arguments.limit)
    data = {
        "release": release.name,
        "unmapped_observations": result.observations,
        "unmapped_labels": result.distinct,
        "labels": [label.data(result.names) for label in result.labels],
    }
    return Outcome(Status.DONE, data, _lines(result))


def _lines(result: Review) -> list[str]:
    shown = sum(label.observations for label in result.labels)
    lines = [
        f"{result.observations:,} observations in current reports have no metric; {result.distinct:,} labels,"
        f" of which the {len(result.labels)} most frequent ({shown:,} observations) 未归入指标最多的标签:"
    ]
    for number, label in enumerate(result.labels, 1):
        lines += ["", *_label_lines(number, label, result.names)]
    return lines


def _label_lines(number: int, label: Label, names: dict[str, str]) -> list[str]:
    data = label.data(names)
    units = _counts(data["units"])
    counters = _counts({name or "-": count for name, count in data["counters"].items()})
    lines = [
        f"{number}. {data['label'] or '(no label 无标签)'}: {_plural(label.observations, 'observation')}"
        f" in {_plural(data['reports'], 'report')}; unit {units}; counter {counters};"
        f" kind {_counts(data['kinds'])}"
    ]
    others = [variant for variant in data["variants"] if variant != data["label"]]
    if others:
        lines.append(f"   also 又作: {'; '.join(others)}")
    for example in data["examples"]:
        lines.append(f"   {example['source_path']}, line {example['line']}: {_sentence(example)}")
    for near in data["nearest"]:
        by = f"{near['source']} {near['phrase']}" + (f", {near['rule_id']}" if near["rule_id"] else "")
        lines.append(f"   ~ {near['score']:.2f} {near['metric_code']} {near['name_zh']} ({by})")
    if not data["nearest"]:
        lines.append("   ~ no metric is near 没有相近的指标")
    return lines


def _sentence(example: dict[str, object]) -> str:
    sentence, at, raw = str(example["sentence"]), int(str(example["at"])), str(example["raw"])
    end = at + len(raw)
    before, after = sentence[max(0, at - _AROUND) : at], sentence[end : end + _AROUND]
    cut = "…" if at > _AROUND else "", "…" if len(sentence) > end + _AROUND else ""
    return f"{cut[0]}{before}【{sentence[at:end]}】{after}{cut[1]}".replace("\n", " ")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
