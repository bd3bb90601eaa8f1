-- Contradictions within what agencies report, one SELECT a rule: what should stand there, and what does.
-- All are faults of the source (severity warning); a fault of the warehouse is a failing test instead.
with observations as (

    select * from {{ ref('fct_observation') }} where metric_code is not null

),

reports as (

    select * from {{ ref('dim_report') }} where is_current

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

cases as (

    select * from {{ ref('fct_enforcement_cases') }}

),

selected as (

    select * from {{ ref('fct_agency_year_metric') }}

),

-- A kind of case that is more than all cases.
part_over_total as (

    select
        'part_over_total' as rule,
        totals.case_count as expected,
        parts.case_count as found,
        totals.case_count_observation_key as expected_observation_key,
        parts.case_count_observation_key as found_observation_key
    from cases as parts
    inner join cases as totals
        on
            parts.agency_key = totals.agency_key
            and parts.year = totals.year
            and parts.scope = totals.scope
            and totals.case_kind = 'total'
    where
        parts.case_kind in (
            'summary', 'ordinary', 'offsite', 'overload', 'illegal_operation', 'suspension', 'large_fine'
        )
        and parts.case_count > totals.case_count

),

-- A part in the text that is more than the total that it is said to be a part of.
part_over_parent as (

    select
        'part_over_parent' as rule,
        parents.value as expected,
        parts.value as found,
        parents.observation_key as expected_observation_key,
        parts.observation_key as found_observation_key
    from {{ ref('fct_observation') }} as parts
    inner join {{ ref('fct_observation') }} as parents on parts.parent_observation_key = parents.observation_key
    where
        parts.unit = parents.unit
        and parts.unit <> 'ratio'
        and parts.kind = parents.kind
        and parts.kind <> 'change'
        and parts.value > parents.value

),

-- A stated share that its own figures do not give, by more than half of its last digit (and at least 0.0001).
share_differs as (

    select
        'share_differs' as rule,
        cast(cases.computed_share as decimal(28, 8)) as expected,
        cases.stated_share as found,
        cases.case_count_observation_key as expected_observation_key,
        cases.stated_share_observation_key as found_observation_key
    from cases
    inner join observations on cases.stated_share_observation_key = observations.observation_key
    where
        cases.stated_share is not null
        and cases.computed_share is not null
        and observations.comparator = 'eq'
        and abs(cases.stated_share - cases.computed_share) > case
            when observations.raw like '%.__%' then 0.0001
            when observations.raw like '%.%' then 0.0006
            else 0.006
        end

),

-- A rate of more than one; rates that may be (how far over the limit) are left out.
rate_over_one as (

    select
        'rate_over_one' as rule,
        cast(1 as decimal(28, 8)) as expected,
        observations.value as found,
        cast(null as {{ dbt.type_string() }}) as expected_observation_key,
        observations.observation_key as found_observation_key
    from observations
    inner join metrics on observations.metric_code = metrics.metric_code
    where
        metrics.unit = 'ratio'
        and metrics.metric_code not in ('overload_rate')
        and observations.kind <> 'change'
        and observations.value > 1

),

-- The same metric stated twice for an agency-year with two values: against the one that was selected.
stated_twice as (

    select
        'stated_twice' as rule,
        selected.value as expected,
        observations.value as found,
        selected.observation_key as expected_observation_key,
        observations.observation_key as found_observation_key
    from selected
    inner join observations
        on
            selected.agency_key = observations.agency_key
            and selected.year = observations.year
            and selected.scope = observations.scope
            and selected.metric_code = observations.metric_code
            and selected.coverage = observations.coverage
    inner join observations as chosen on selected.observation_key = chosen.observation_key
    where
        selected.has_conflict
        and observations.observation_key <> selected.observation_key
        and observations.kind = 'actual'
        and observations.subject is null
        and coalesce(observations.hotline, '') = coalesce(chosen.hotline, '')
        and coalesce(observations.period_start, date '0001-01-01') = coalesce(chosen.period_start, date '0001-01-01')
        and coalesce(observations.period_end, date '0001-01-01') = coalesce(chosen.period_end, date '0001-01-01')
        and observations.value <> selected.value

),

together as (

    select * from part_over_total
    union all
    select * from part_over_parent
    union all
    select * from share_differs
    union all
    select * from rate_over_one
    union all
    select * from stated_twice

),

final as (

    select
        together.rule,
        'warning' as severity,
        founds.report_key,
        founds.agency_key,
        founds.year,
        founds.metric_code,
        together.expected,
        together.found,
        together.expected_observation_key,
        together.found_observation_key,
        expecteds.evidence as expected_evidence,
        founds.evidence as found_evidence
    from together
    inner join {{ ref('fct_observation') }} as founds on together.found_observation_key = founds.observation_key
    inner join reports on founds.report_key = reports.report_key
    left join {{ ref('fct_observation') }} as expecteds
        on together.expected_observation_key = expecteds.observation_key

)

select * from final
