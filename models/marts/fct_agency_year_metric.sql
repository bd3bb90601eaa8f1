-- What stands for an agency-year: one selected observation a scope and metric.
with observations as (

    select * from {{ ref('fct_observation') }}

),

selection as (

    select * from {{ ref('int_selection') }}

),

final as (

    select
        selection.agency_key,
        selection.year,
        selection.scope,
        selection.metric_code,

        observations.value,
        observations.comparator,
        observations.coverage,
        observations.period_start,
        observations.period_end,
        selection.candidate_count,
        selection.has_conflict,
        observations.is_corrected,
        selection.selection_reason,
        selection.observation_key
    from selection
    inner join observations on selection.observation_key = observations.observation_key
    where selection.is_first_of_metric

)

select * from final
