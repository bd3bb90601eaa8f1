-- Fines in yuan and in cases, or hours and counts, must never share a column; a change may be a ratio of anything.
select observations.observation_key
from {{ ref('fct_observation') }} as observations
inner join {{ ref('dim_metric') }} as metrics on observations.metric_code = metrics.metric_code
where observations.unit <> metrics.unit and observations.kind <> 'change'
