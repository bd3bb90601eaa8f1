-- Targets of current reports and the years in which they apply: those that the words give, else those of the plan;
-- a yearly target of a plan runs from the plan's first year.
with observations as (

    select * from {{ ref('int_observations') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

agencies as (

    select * from {{ ref('int_report_agencies') }}

),

targets as (

    select
        observations.observation_key,
        agencies.agency_key,
        observations.metric_code,
        observations.scope,
        observations.comparator,
        observations.value as target_value,
        coalesce(observations.coverage, 'whole') as coverage,
        coalesce(observations.recurrence, 'once') as recurrence,
        cast(extract(year from observations.period_start) as integer) as first_said,
        coalesce(observations.year, cast(extract(year from observations.period_end) as integer)) as last_said,
        case when reports.report_kind = 'plan' then coalesce(reports.plan_start_year, reports.report_year) end
            as plan_first,
        case when reports.report_kind = 'plan' then coalesce(reports.plan_end_year, reports.report_year) end as plan_last
    from observations
    inner join reports on observations.report_key = reports.report_key
    inner join agencies on observations.report_key = agencies.report_key
    where
        reports.is_current
        and observations.kind = 'target'
        and observations.metric_code is not null
        and observations.subject is null

),

bounded as (

    select
        *,
        coalesce(last_said, plan_last) as to_year,
        case
            when first_said is not null then first_said
            when recurrence = 'yearly' then coalesce(plan_first, last_said)
            else coalesce(last_said, plan_first)
        end as earliest
    from targets

),

final as (

    select
        observation_key,
        agency_key,
        metric_code,
        scope,
        case when earliest > to_year then to_year else earliest end as from_year,
        to_year,
        recurrence,
        comparator,
        target_value,
        coverage
    from bounded

)

select * from final
