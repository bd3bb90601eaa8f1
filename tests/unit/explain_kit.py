"""Explanations made by hand, so that a test shows all that it rests on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fazhi.explain.load import Explanation
from fazhi.explain.marks import make_marks

Row = dict[str, Any]

REPORT: Row = {
    "report_key": "k1", "report_id": "i1", "version": 1, "is_current": True, "source_path": "a.txt",
    "source_url": None, "title": "某市报告", "issuer_name": "某局", "agency_key": "g", "agency_name": "某局",
    "report_kind": "annual_report", "report_year": 2023, "plan_start_year": None, "plan_end_year": None,
    "document_number": None, "published_date": None, "char_count": 9, "release": "r1",
}  # fmt: skip


def observation(text: str, raw: str, metric: str | None = None, **other: Any) -> Row:
    """A row as `load` gives it, for the first place of `raw` in `text` (or from `value_start` on)."""
    start = other.pop("value_start", text.index(raw))
    row: Row = {
        "observation_key": f"o{start}{metric}", "metric_code": metric, "name_zh": metric and f"指标{metric}",
        "label": "某物", "value": Decimal("5.00000000"), "unit": "count", "counter": "件", "comparator": "eq",
        "year": 2023, "period_start": None, "period_end": None, "kind": "actual", "change_type": None,
        "base_year": None, "scope": "own", "subject": None, "coverage": "whole", "recurrence": None,
        "hotline": None, "rule_id": metric and f"{metric}_1", "rule_example": None, "is_corrected": False, "is_selected": True,
        "selection_reason": "selected: the only statement", "in_agency_year": False, "source_type": "quantity",
        "metrics_of_total": None, "parent_start": None, "denominator_start": None, "section": "",
        "evidence": text, "char_start": 0, "char_end": len(text), "value_start": start,
        "value_end": start + len(raw),
    }  # fmt: skip
    return {**row, **other}


def passed(text: str, raw: str, rule: str) -> Row:
    start = text.index(raw)
    return {"rule": rule, "value_start": start, "value_end": start + len(raw)}


def explanation(
    text: str, observations: list[Row], passed_over: list[Row] | None = None, **report: Any
) -> Explanation:
    return Explanation({**REPORT, **report}, text, make_marks(text, observations, passed_over or []), {})
