-- Cases by kind, with the share that the report states and the one that its figures give.
with facts as (

    select * from {{ ref('fct_agency_year_metric') }}

),

metrics as (

    select * from {{ ref('dim_metric') }} where fact = 'fct_enforcement_cases'

),

kinds as (

    select
        facts.agency_key,
        facts.year,
        facts.scope,
        metrics.fact_kind as case_kind,
        max(case when metrics.unit = 'count' then facts.value end) as case_count,
        max(case when metrics.unit = 'count' then facts.comparator end) as case_comparator,
        max(case when metrics.unit = 'count' then facts.coverage end) as case_coverage,
        max(case when metrics.unit = 'count' then facts.period_start end) as case_period_start,
        max(case when metrics.unit = 'count' then facts.period_end end) as case_period_end,
        max(case when metrics.unit = 'count' then facts.observation_key end) as case_count_observation_key,
        max(case when metrics.unit = 'ratio' then facts.value end) as stated_share,
        max(case when metrics.unit = 'ratio' then facts.observation_key end) as stated_share_observation_key
    from facts
    inner join metrics on facts.metric_code = metrics.metric_code
    group by facts.agency_key, facts.year, facts.scope, metrics.fact_kind

),

-- A share of what was counted exactly, over the same span of time.
totals as (

    select * from kinds where case_kind = 'total' and case_comparator = 'eq'

),

final as (

    select
        kinds.agency_key,
        kinds.year,
        kinds.scope,
        kinds.case_kind,

        kinds.case_count,
        kinds.stated_share,
        {{ share('kinds.case_count', 'totals.case_count') }} as computed_share,

        kinds.case_count_observation_key,
        kinds.stated_share_observation_key,
        case when kinds.case_count is not null then totals.case_count_observation_key end
            as computed_share_observation_key
    from kinds
    left join totals
        on
            kinds.agency_key = totals.agency_key
            and kinds.year = totals.year
            and kinds.scope = totals.scope
            and kinds.case_comparator = 'eq'
            and kinds.case_coverage = totals.case_coverage
            and (
                kinds.case_coverage = 'whole'
                or (
                    kinds.case_period_start = totals.case_period_start
                    and kinds.case_period_end = totals.case_period_end
                )
            )

)

select * from final
