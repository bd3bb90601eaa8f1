"""The queries of fazhi.diff. Attached are `old` and `new`, two releases; all that is made is temporary."""

from __future__ import annotations

# What an observation says; where one of these differs, it has changed.
SAID = (
    *("agency_key", "metric_code", "value", "unit", "year", "kind", "comparator", "scope", "subject"),
    *("coverage", "change_type", "base_year", "hotline", "is_corrected"),
)

ROWS = """
create temp table {side}_row as
select o.observation_key, o.quantity_key, o.value_start, r.report_id, r.content_sha256, r.source_path,
    o.agency_key, a.agency_name, o.metric_code, o.value, o.unit, o.year, o.kind, o.comparator, o.scope,
    o.subject, o.coverage, o.change_type, o.base_year, o.hotline, o.is_corrected, o.rule_id, o.evidence, o.raw
from {side}.marts.fct_observation as o
join {side}.marts.dim_report as r using (report_key)
join {side}.marts.dim_agency as a on o.agency_key = a.agency_key
where r.is_current and o.metric_code is not null
"""

# Corrections that were applied, by the number that they are about; of a release with (True) and without them.
APPLIED = {
    True: """
create temp table {side}_applied as
select quantity_key, correction_key from {side}.intermediate.int_corrections where status = 'holds'
""",
    False: "create temp table {side}_applied (quantity_key varchar, correction_key varchar)",
}

# Numbers that were read otherwise, and texts in both releases of which other things are known.
READ = """
create temp table read_otherwise as
with old_read as (
    select quantity_key, md5(row({columns})::varchar) as said from old.staging.stg_raw__quantity
    union all
    select quantity_key, md5(row({columns})::varchar) as said from old.staging.stg_raw__statement
),
new_read as (
    select quantity_key, md5(row({columns})::varchar) as said from new.staging.stg_raw__quantity
    union all
    select quantity_key, md5(row({columns})::varchar) as said from new.staging.stg_raw__statement
)
select quantity_key from old_read full join new_read using (quantity_key)
where old_read.said is distinct from new_read.said
"""
DESCRIBED = """
create temp table described_otherwise as
select n.content_sha256
from old.marts.dim_report as o join new.marts.dim_report as n using (content_sha256)
where row(o.report_id, o.title, o.issuer_name, o.report_year, o.plan_start_year, o.plan_end_year,
        o.report_kind, o.document_number, o.published_date)
    is distinct from row(n.report_id, n.title, n.issuer_name, n.report_year, n.plan_start_year,
        n.plan_end_year, n.report_kind, n.document_number, n.published_date)
"""

# By what a row of the old release is found again in the new one, the surest first: the same key, the same
# number with another metric, the same place of a text that is now another report, the same statement of a
# new version.
_STATEMENT = "report_id, metric_code, kind, year, scope, coverage, subject, hotline, change_type, base_year"
IDENTITIES = (
    "observation_key",
    "quantity_key",
    "content_sha256, value_start, metric_code",
    f"{_STATEMENT}, value, evidence",
    f"{_STATEMENT}, value",
    _STATEMENT,
)
PAIR = """
insert into pair
with old_left as (
    select observation_key, row({identity}) as identity,
        row_number() over (partition by {identity} order by value_start, observation_key) as place
    from old_row where observation_key not in (select old_key from pair)
),
new_left as (
    select observation_key, row({identity}) as identity,
        row_number() over (partition by {identity} order by value_start, observation_key) as place
    from new_row where observation_key not in (select new_key from pair)
)
select o.observation_key, n.observation_key
from old_left as o join new_left as n on o.identity is not distinct from n.identity and o.place = n.place
"""

OBSERVATIONS = """
create temp table observation_change as
with old_report as (select distinct report_id, content_sha256 from old.marts.dim_report),
new_report as (select distinct report_id, content_sha256 from new.marts.dim_report),
old_current as (select content_sha256 from old.marts.dim_report where is_current),
new_current as (select content_sha256 from new.marts.dim_report where is_current),
corrected as (
    select quantity_key from old_applied full join new_applied using (quantity_key, correction_key)
    where (quantity_key, correction_key) not in (select (quantity_key, correction_key) from old_applied)
        or (quantity_key, correction_key) not in (select (quantity_key, correction_key) from new_applied)
),
side_by_side as (
    select o, n, coalesce({differs}, false) as differs,
        o.observation_key is not null and n.observation_key is not null
            and not ({differs_but_agency}) as only_agency,
        coalesce(n.content_sha256, o.content_sha256) as content_sha256,
        o.quantity_key in (from corrected) or n.quantity_key in (from corrected) as is_corrected,
        o.quantity_key in (from read_otherwise) or n.quantity_key in (from read_otherwise)
            as is_read_otherwise
    from old_row as o
    full join pair on o.observation_key = pair.old_key
    full join new_row as n on pair.new_key = n.observation_key
)
select
    case
        when o.observation_key is null then 'added'
        when n.observation_key is null then 'removed'
        else 'changed'
    end as change,
    case
        when o.observation_key is null and n.content_sha256 not in (select content_sha256 from old_report)
            and n.report_id not in (select report_id from old_report) then 'new_report'
        when n.observation_key is null and o.content_sha256 not in (select content_sha256 from new_report)
            and o.report_id not in (select report_id from new_report) then 'withdrawn_report'
        when o.content_sha256 <> n.content_sha256
            or (o.observation_key is null and n.content_sha256 not in (from old_current))
            or (n.observation_key is null and o.content_sha256 not in (from new_current)) then 'new_version'
        when coalesce(is_corrected, false) then 'correction'
        when only_agency then 'agency_change'
        when coalesce(is_read_otherwise, false)
            then case when {is_other_reader} then 'new_reader' else 'new_metadata' end
        when {is_other_rules} then 'new_rule'
        when {is_other_reader} then 'new_reader'
        when content_sha256 in (from described_otherwise) then 'new_metadata'
        else 'other'
    end as reason,
    coalesce(n.source_path, o.source_path) as source_path,
    coalesce(n.report_id, o.report_id) as report_id,
    o.agency_key as old_agency_key, n.agency_key as new_agency_key,
    coalesce(n.agency_name, o.agency_name) as agency_name,
    o.metric_code as old_metric_code, n.metric_code as new_metric_code,
    o.year as old_year, n.year as new_year,
    o.scope as old_scope, n.scope as new_scope,
    o.kind as old_kind, n.kind as new_kind,
    o.coverage as old_coverage, n.coverage as new_coverage,
    o.comparator as old_comparator, n.comparator as new_comparator,
    o.value as old_value, n.value as new_value,
    o.unit as old_unit, n.unit as new_unit,
    o.rule_id as old_rule_id, n.rule_id as new_rule_id,
    o.raw as old_raw, n.raw as new_raw,
    o.evidence as old_evidence, n.evidence as new_evidence,
    o.observation_key as old_observation_key, n.observation_key as new_observation_key
from side_by_side
where differs
"""

# A fact goes with the observation that stands for it; where neither side's has changed, another was selected.
FACTS = """
create temp table fact_change as
with old_fact as (
    select * from old.marts.fct_agency_year_metric
),
new_fact as (
    select * from new.marts.fct_agency_year_metric
),
old_agency as (select agency_key, agency_name from old.marts.dim_agency),
new_agency as (select agency_key, agency_name from new.marts.dim_agency),
metric as (
    select metric_code, unit from old.marts.dim_metric
    union
    select metric_code, unit from new.marts.dim_metric
),
unit as (select metric_code, min(unit) as unit from metric group by all)
select
    case
        when o.agency_key is null then 'added'
        when n.agency_key is null then 'removed'
        else 'changed'
    end as change,
    coalesce(
        by_new.reason, by_old.reason, case when {is_other_rules} then 'new_rule' else 'other' end
    ) as reason,
    coalesce(n.agency_key, o.agency_key) as agency_key,
    coalesce(new_agency.agency_name, old_agency.agency_name) as agency_name,
    coalesce(n.year, o.year) as year,
    coalesce(n.scope, o.scope) as scope,
    coalesce(n.metric_code, o.metric_code) as metric_code,
    unit.unit,
    o.value as old_value, n.value as new_value,
    o.comparator as old_comparator, n.comparator as new_comparator,
    o.coverage as old_coverage, n.coverage as new_coverage,
    coalesce(new_place.source_path, old_place.source_path) as source_path,
    old_place.evidence as old_evidence, new_place.evidence as new_evidence,
    o.observation_key as old_observation_key, n.observation_key as new_observation_key
from old_fact as o
full join new_fact as n
    on o.agency_key = n.agency_key and o.year = n.year and o.scope = n.scope and o.metric_code = n.metric_code
left join observation_change as by_new on n.observation_key = by_new.new_observation_key
left join observation_change as by_old on o.observation_key = by_old.old_observation_key
left join old_row as old_place on o.observation_key = old_place.observation_key
left join new_row as new_place on n.observation_key = new_place.observation_key
left join old_agency on o.agency_key = old_agency.agency_key
left join new_agency on n.agency_key = new_agency.agency_key
left join unit on coalesce(n.metric_code, o.metric_code) = unit.metric_code
where o.agency_key is null or n.agency_key is null
    or row(o.value, o.comparator, o.coverage, o.period_start, o.period_end, o.is_corrected)
        is distinct from row(n.value, n.comparator, n.coverage, n.period_start, n.period_end, n.is_corrected)
"""

REPORTS = """
with old_current as (select * from old.marts.dim_report where is_current),
new_current as (select * from new.marts.dim_report where is_current)
select
    case
        when o.report_id is null then 'new_report'
        when n.report_id is null then 'withdrawn_report'
        when o.content_sha256 <> n.content_sha256 then 'new_version'
        when o.agency_key <> n.agency_key then 'agency_change'
        else 'new_metadata'
    end as change,
    coalesce(n.source_path, o.source_path) as source_path,
    coalesce(n.title, o.title) as title,
    coalesce(n.report_id, o.report_id) as report_id,
    o.agency_key as old_agency_key, n.agency_key as new_agency_key,
    o.version as old_version, n.version as new_version
from old_current as o full join new_current as n using (report_id)
where o.content_sha256 is distinct from n.content_sha256
    or o.agency_key is distinct from n.agency_key
    or n.content_sha256 in (from described_otherwise)
order by all
"""
