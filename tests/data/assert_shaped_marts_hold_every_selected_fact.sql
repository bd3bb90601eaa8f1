-- The shaped tables are views for analysts on the same facts: none may fall out on the way.
select facts.observation_key
from {{ ref('fct_agency_year_metric') }} as facts
inner join {{ ref('dim_metric') }} as metrics on facts.metric_code = metrics.metric_code
left join {{ ref('fct_enforcement_cases') }} as cases
    on
        facts.observation_key = cases.case_count_observation_key
        or facts.observation_key = cases.stated_share_observation_key
left join {{ ref('fct_penalties') }} as penalties
    on
        facts.observation_key = penalties.penalty_count_observation_key
        or facts.observation_key = penalties.amount_cny_observation_key
where
    (metrics.fact = 'fct_enforcement_cases' and cases.agency_key is null)
    or (metrics.fact = 'fct_penalties' and penalties.agency_key is null)
