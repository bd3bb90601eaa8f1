-- is_selected is what people filter by: it must mean that the figure stands in one of the agency-year tables.
with standing as (

    select observation_key from {{ ref('fct_agency_year_metric') }}
    union
    select ticket_count_observation_key from {{ ref('fct_hotline_tickets') }}
    union
    select reply_rate_observation_key from {{ ref('fct_hotline_tickets') }}
    union
    select ontime_rate_observation_key from {{ ref('fct_hotline_tickets') }}
    union
    select completion_rate_observation_key from {{ ref('fct_hotline_tickets') }}
    union
    select satisfaction_rate_observation_key from {{ ref('fct_hotline_tickets') }}

)

select observations.observation_key
from {{ ref('fct_observation') }} as observations
left join standing on observations.observation_key = standing.observation_key
where observations.is_selected <> (standing.observation_key is not null)
