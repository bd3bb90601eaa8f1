-- What a report gets wrong is to be read; what the warehouse reads wrong must never be published.
select finding_key, rule, expected, found, found_evidence
from {{ ref('finding') }}
where severity = 'error'
