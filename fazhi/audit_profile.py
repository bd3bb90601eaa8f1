"""A small profile of a candidate, computed in SQL: what the audit looks at instead of the rows themselves.

A profile row: grain, subject (a table, metric, metric and level ...), unit (of a metric, else empty),
measure, value (a float), base (how many rows the value rests on).
"""

from __future__ import annotations

from typing import Any

import duckdb

from fazhi.fingerprint import quoted, tables

ProfileRow = dict[str, Any]

_OVERALL = """
with mapped as (
    select o.*, r.report_year
    from marts.fct_observation as o join marts.dim_report as r using (report_key)
    where r.is_current and o.metric_code is not null
),
quantity as (
    select o.quantity_key, bool_or(o.metric_code is not null) as is_mapped
    from marts.fct_observation as o join marts.dim_report as r using (report_key)
    where r.is_current group by all
),
agency_year as (
    select count(*) as facts from marts.fct_agency_year_metric group by agency_key, year, scope
)
select 'mapped_share', avg(is_mapped::int), count(*) from quantity
union all
select 'label_null_share', avg((coalesce(label, '') = '')::int), count(*) from marts.fct_observation
union all
select 'evidence_length_p95', quantile_cont(length(evidence), 0.95), count(*) from marts.fct_observation
union all
select 'year_null_share', avg((year is null)::int), count(*) from mapped where kind = 'actual'
union all
select 'year_far_share', avg((abs(year - report_year) > 10)::int), count(*)
from mapped where kind = 'actual' and year is not null and report_year is not null
union all
select 'scope_unknown_share', avg((scope = 'unknown')::int), count(*) from mapped
union all
select 'partial_share', avg((coverage = 'partial')::int), count(*) from mapped
union all
select 'silent_report_share', avg((quantity_count = 0)::int), count(*) from marts.dim_report where is_current
union all
select 'resolved_share', avg(a.is_resolved::int), count(*)
from marts.dim_report as r join marts.dim_agency as a using (agency_key) where r.is_current
union all
select 'rejected_share', rejected / nullif(rejected + landed, 0), rejected + landed
from (select (select count(*) from quality.rejected_document)::double as rejected,
             (select count(*) from marts.dim_report where is_current)::double as landed)
union all
select 'facts_per_agency_year_p95', quantile_cont(facts, 0.95), count(*) from agency_year
"""

# One row a metric (and year, or level of the agency): how many facts, and where their values lie.
_BY_METRIC = """
with fact as (
    select f.metric_code, m.unit, f.year, a.admin_level, f.value::double as value
    from marts.fct_agency_year_metric as f
    join marts.dim_metric as m using (metric_code)
    left join marts.dim_agency as a using (agency_key)
)
select {subject} as subject, unit, count(*) as facts,
    quantile_cont(value, 0.05) as p05, quantile_cont(value, 0.5) as p50, quantile_cont(value, 0.95) as p95
from fact where {subject} is not null group by 1, 2 order by 1, 2
"""
_METRIC_SUBJECTS = {
    "metric": "metric_code",
    "metric_year": "metric_code || ' ' || year",
    "metric_level": "metric_code || ' ' || admin_level",
}

# Reports that both releases hold as current, with the same metadata: a manifest that now says another year or
# issuer makes a report new for this comparison.
_SHARED = """
create or replace temp table shared_report as
with described as (
    select 'now' as release, {columns} from marts.dim_report where is_current
    union all
    select 'last' as release, {columns} from last.marts.dim_report where is_current
)
select report_key from described
group by {columns} having count(distinct release) = 2
"""
_SHARED_COLUMNS = (
    "report_key, title, issuer_name, report_year, plan_start_year, plan_end_year, report_kind,"
    " document_number, published_date"
)
_SAME = "value, unit, year, kind, comparator, scope, subject, coverage, change_type, base_year"

_DRIFT_OBSERVATIONS = """
with now_row as (
    select * from marts.fct_observation where report_key in (select report_key from shared_report)
),
last_row as (
    select * from last.marts.fct_observation where report_key in (select report_key from shared_report)
),
now_mapped as (
    select observation_key, md5(row({same})::varchar) as said from now_row where metric_code is not null
),
last_mapped as (
    select observation_key, md5(row({same})::varchar) as said from last_row where metric_code is not null
),
both_rows as (
    select n.observation_key as now_key, l.observation_key as last_key,
        n.said is distinct from l.said as differs
    from now_mapped as n full join last_mapped as l on n.observation_key = l.observation_key
),
counted as (
    select
        (select count(*) from now_row)::double as now_rows,
        (select count(*) from last_row)::double as last_rows,
        count(now_key)::double as now_mapped, count(last_key)::double as last_mapped,
        count(*) filter (now_key is null)::double as lost,
        count(*) filter (last_key is null)::double as gained,
        count(*) filter (now_key is not null and last_key is not null and differs)::double as changed
    from both_rows
)
select 'count_ratio', now_rows / nullif(last_rows, 0), last_rows from counted
union all select 'mapped_ratio', now_mapped / nullif(last_mapped, 0), last_mapped from counted
union all select 'lost_share', lost / nullif(last_mapped, 0), last_mapped from counted
union all select 'gained_share', gained / nullif(last_mapped, 0), last_mapped from counted
union all select 'changed_share', changed / nullif(last_mapped, 0), last_mapped from counted
"""

_DRIFT_METRIC = """
with spoken as (
    select 'now' as release, metric_code, value::double as value
    from marts.fct_observation where kind = 'actual' and report_key in (select report_key from shared_report)
    union all
    select 'last' as release, metric_code, value::double as value
    from last.marts.fct_observation
    where kind = 'actual' and report_key in (select report_key from shared_report)
),
by_metric as (
    select metric_code,
        count(*) filter (release = 'now')::double as now_rows,
        count(*) filter (release = 'last')::double as last_rows,
        quantile_cont(value, 0.5) filter (release = 'now') as now_p50,
        quantile_cont(value, 0.5) filter (release = 'last') as last_p50
    from spoken where metric_code is not null group by 1
)
select metric_code, 'count_ratio', now_rows / nullif(last_rows, 0), last_rows from by_metric
union all
select metric_code, 'p50_ratio',
    case when now_p50 = last_p50 then 1 else now_p50 / nullif(last_p50, 0) end, last_rows
from by_metric
order by 1, 2
"""

_DRIFT_FACTS = """
with compared as (
    select n.agency_key is not null as is_now, n.value is distinct from l.value as differs
    from last.marts.fct_agency_year_metric as l
    left join marts.fct_agency_year_metric as n using (agency_key, year, scope, metric_code)
    where exists (select 1 from last.marts.fct_observation as o join shared_report using (report_key)
                  where o.observation_key = l.observation_key)
)
select 'lost_share', avg((not is_now)::int), count(*) from compared
union all
select 'changed_share', avg((is_now and differs)::int), count(*) from compared
"""


def profile(connection: duckdb.DuckDBPyConnection) -> list[ProfileRow]:
    """The profile of the candidate that `connection` has open."""
    rows: list[ProfileRow] = []
    for schema, name in tables(connection):
        count = _one(connection, f"select count(*) from {quoted(schema, name)}")
        rows.append(_row("table", f"{schema}.{name}", "", "rows", float(count), int(count)))
    for measure, value, base in connection.execute(_OVERALL).fetchall():
        rows.append(_row("overall", "*", "", measure, value, base))
    for grain, subject in _METRIC_SUBJECTS.items():
        for name, unit, facts, *quantiles in connection.execute(
            _BY_METRIC.format(subject=subject)
        ).fetchall():
            rows.append(_row(grain, name, unit, "facts", float(facts), facts))
            for measure, value in zip(("p05", "p50", "p95"), quantiles, strict=True):
                rows.append(_row(grain, name, unit, measure, value, facts))
    return [row for row in rows if row["value"] is not None]


def drift(connection: duckdb.DuckDBPyConnection) -> list[ProfileRow]:
    """What differs from the last release, attached as `last`, over the reports that both hold."""
    connection.execute(_SHARED.format(columns=_SHARED_COLUMNS))
    shared = int(_one(connection, "select count(*) from shared_report"))
    rows = [_row("drift_reports", "*", "", "shared", float(shared), shared)]
    for measure, value, base in connection.execute(_DRIFT_OBSERVATIONS.format(same=_SAME)).fetchall():
        rows.append(_row("drift_observations", "*", "", measure, value, base))
    for metric, measure, value, base in connection.execute(_DRIFT_METRIC).fetchall():
        rows.append(_row("drift_metric", metric, "", measure, value, base))
    for measure, value, base in connection.execute(_DRIFT_FACTS).fetchall():
        rows.append(_row("drift_facts", "*", "", measure, value, base))
    return [row for row in rows if row["value"] is not None]


def reports_differ(connection: duckdb.DuckDBPyConnection) -> bool:
    """After `drift`: whether candidate and `last` hold other reports, or the same with other metadata."""
    shared = int(_one(connection, "select count(*) from shared_report"))
    now = int(_one(connection, "select count(*) from marts.dim_report where is_current"))
    last = int(_one(connection, "select count(*) from last.marts.dim_report where is_current"))
    return not shared == now == last


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return row[0]


def _row(grain: str, subject: str, unit: str, measure: str, value: float | None, base: float) -> ProfileRow:
    return {
        "grain": grain,
        "subject": subject,
        "unit": unit,
        "measure": measure,
        "value": value,
        "base": int(base),
    }
