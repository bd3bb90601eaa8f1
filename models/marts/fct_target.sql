-- Targets, with the last actual of the years in which they apply.
with targets as (

    select * from {{ ref('int_targets') }}

),

actuals as (

    select
        *,
        row_number() over (partition by observation_key order by year desc) as place
    from {{ ref('fct_target_year') }}
    where actual_value is not null

),

final as (

    select
        targets.observation_key,
        targets.agency_key,
        targets.metric_code,
        targets.scope,

        targets.from_year,
        targets.to_year,
        targets.recurrence,
        targets.comparator,
        targets.target_value,
        actuals.actual_value as last_actual_value,
        actuals.year as last_actual_year,
        actuals.is_met
    from targets
    left join actuals on targets.observation_key = actuals.observation_key and actuals.place = 1

)

select * from final
