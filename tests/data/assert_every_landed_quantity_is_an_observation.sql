-- Nothing is lost: a number that reading found must stand in fct_observation, mapped or not.
select quantities.quantity_key
from {{ ref('stg_raw__quantity') }} as quantities
left join {{ ref('fct_observation') }} as observations on quantities.quantity_key = observations.quantity_key
where observations.quantity_key is null
