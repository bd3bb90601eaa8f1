"""What the published warehouse says about one report: its text and a mark for every number in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from fazhi.explain.marks import Count, Mark, Row, count, make_marks

_REPORT = """
select r.report_key, r.report_id, r.version, r.is_current, r.source_path, r.source_url, r.title,
    r.issuer_name, a.agency_key, a.agency_name, r.report_kind, r.report_year, r.plan_start_year,
    r.plan_end_year, r.document_number, r.published_date, d.char_count, d.content_text as "text"
from marts.dim_report as r
join marts.dim_agency as a using (agency_key)
join staging.stg_raw__document as d using (report_key)
where r.report_key = ?
"""
# A part that stands beside its total has lost the total's metric: which one, the mapping still knows.
_OBSERVATIONS = """
with lost as (
    select quantity_key, list(distinct metric_code order by metric_code) as metrics
    from intermediate.int_mapped where report_key = $1 and metric_code is not null group by quantity_key
)
select o.observation_key, o.metric_code, m.name_zh, o.label, o.value, o.unit, o.counter, o.comparator,
    o.year, o.period_start, o.period_end, o.kind, o.change_type, o.base_year, o.scope, o.subject, o.coverage,
    o.recurrence, o.hotline, o.rule_id, rules.example as rule_example, o.is_corrected, o.is_selected,
    o.selection_reason,
    years.observation_key is not null as in_agency_year, i.source_type,
    case when o.selection_reason = 'part_beside_total' then lost.metrics end as metrics_of_total,
    parents.value_start as parent_start, denominators.value_start as denominator_start,
    o.section, o.evidence, o.char_start, o.char_end, o.value_start, o.value_end
from marts.fct_observation as o
left join marts.dim_metric as m using (metric_code)
left join reference.metric_rules as rules using (rule_id)
left join intermediate.int_observations as i using (observation_key)
left join marts.fct_agency_year_metric as years using (observation_key)
left join lost on o.quantity_key = lost.quantity_key
left join marts.fct_observation as parents on o.parent_observation_key = parents.observation_key
left join marts.fct_observation as denominators
    on o.denominator_observation_key = denominators.observation_key
where o.report_key = $1
order by o.value_start, o.value_end, o.metric_code nulls last, o.observation_key
"""
_PASSED_OVER = """
select rule, value_start, value_end from quality.passed_over where report_key = ? order by value_start, rule
"""
_HEADINGS = """
select char_start, char_end, level from staging.stg_raw__segment
where report_key = ? and role = 'heading' order by char_start
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A report, its text and all marks. `headings`: level of the heading by its span.

    `report` has the columns of dim_report that name it, agency_name, char_count, and the release.
    """

    report: Row
    text: str
    marks: list[Mark]
    headings: dict[tuple[int, int], int]

    def counts(self) -> dict[str, Count]:
        """Marks and runs of digits by status."""
        return count(self.text, self.marks)

    def with_status(self, status: str) -> list[Mark]:
        """The marks of that status, in text order."""
        return [mark for mark in self.marks if mark.status == status]

    def data(self) -> dict[str, Any]:
        """All of it as plain data for --json. Values are numbers: integers where whole."""
        counts = self.counts()
        return {
            "report": self.report,
            "counts": {
                status: {"numbers": one.marks, "digit_runs": one.digits} for status, one in counts.items()
            },
            "digit_runs": sum(one.digits for one in counts.values()),
            "marks": [_plain_mark(mark) for mark in self.marks],
            "text": self.text,
        }


def load(connection: duckdb.DuckDBPyConnection, report_key: str, release: str) -> Explanation:
    """The explanation of one version of a report from a published database."""
    (report,) = _rows(connection, _REPORT, report_key)
    text = report.pop("text")
    observations = _rows(connection, _OBSERVATIONS, report_key)
    passed_over = _rows(connection, _PASSED_OVER, report_key)
    headings = {
        (row["char_start"], row["char_end"]): row["level"] for row in _rows(connection, _HEADINGS, report_key)
    }
    return Explanation(
        {**report, "release": release}, text, make_marks(text, observations, passed_over), headings
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str, report_key: str) -> list[Row]:
    cursor = connection.execute(query, [report_key])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _plain_mark(mark: Mark) -> dict[str, Any]:
    return {
        "no": mark.no,
        "start": mark.start,
        "end": mark.end,
        "raw": mark.raw,
        "status": mark.status,
        "passed_over_by": list(mark.rules),
        "observations": [
            {name: _plain(value) for name, value in observation.items()} for observation in mark.observations
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
