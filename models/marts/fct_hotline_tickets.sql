-- Tickets and rates by line; a rate stated for several lines stands at `all` and is never copied down.
{% set measures = {
    'reply_rate': 'hotline_reply_rate',
    'ontime_rate': 'hotline_ontime_rate',
    'completion_rate': 'hotline_completion_rate',
    'satisfaction_rate': 'hotline_satisfaction',
} %}

with observations as (

    select * from {{ ref('fct_observation') }} where hotline is not null

),

selection as (

    select * from {{ ref('int_selection') }} where is_first_of_line

),

metrics as (

    select * from {{ ref('dim_metric') }} where fact = 'fct_hotline_tickets'

),

facts as (

    select
        selection.agency_key,
        selection.year,
        selection.scope,
        observations.hotline,
        selection.metric_code,
        observations.value,
        selection.observation_key,
        case when metrics.unit = 'count' then 'ticket_count' else selection.metric_code end as measure
    from selection
    inner join observations on selection.observation_key = observations.observation_key
    inner join metrics on selection.metric_code = metrics.metric_code

),

final as (

    select
        agency_key,
        year,
        scope,
        hotline,

        max(case when measure = 'ticket_count' then value end) as ticket_count,
        {%- for column, code in measures.items() %}
        max(case when measure = '{{ code }}' then value end) as {{ column }},
        {%- endfor %}

        max(case when measure = 'ticket_count' then observation_key end) as ticket_count_observation_key,
        {%- for column, code in measures.items() %}
        max(case when measure = '{{ code }}' then observation_key end) as {{ column }}_observation_key
        {{- ',' if not loop.last }}
        {%- endfor %}
    from facts
    group by agency_key, year, scope, hotline

)

select * from final
