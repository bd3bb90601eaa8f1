-- Penalties by kind: how many, and how much.
with facts as (

    select * from {{ ref('fct_agency_year_metric') }}

),

metrics as (

    select * from {{ ref('dim_metric') }} where fact = 'fct_penalties'

),

final as (

    select
        facts.agency_key,
        facts.year,
        facts.scope,
        metrics.fact_kind as penalty_kind,

        max(case when metrics.unit = 'count' then facts.value end) as penalty_count,
        max(case when metrics.unit = 'CNY' then facts.value end) as amount_cny,

        max(case when metrics.unit = 'count' then facts.observation_key end) as penalty_count_observation_key,
        max(case when metrics.unit = 'CNY' then facts.observation_key end) as amount_cny_observation_key
    from facts
    inner join metrics on facts.metric_code = metrics.metric_code
    group by facts.agency_key, facts.year, facts.scope, metrics.fact_kind

)

select * from final
