-- A campaign's figure beside silence about the whole is no annual total; nor is a target, a change or another's figure.
select facts.*
from {{ ref('fct_agency_year_metric') }} as facts
inner join {{ ref('fct_observation') }} as observations on facts.observation_key = observations.observation_key
where
    observations.coverage = 'partial'
    or observations.kind <> 'actual'
    or observations.subject is not null
    or not observations.is_selected
