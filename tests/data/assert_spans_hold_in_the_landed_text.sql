-- Offsets are sacred: evidence and raw are the very characters of the landed text, so anyone can trace a figure.
select observations.observation_key
from {{ ref('fct_observation') }} as observations
inner join {{ ref('stg_raw__document') }} as documents on observations.report_key = documents.report_key
where
    observations.raw
    <> {{ span('documents.content_text', 'observations.value_start', 'observations.value_end') }}
    or observations.evidence
    <> {{ span('documents.content_text', 'observations.char_start', 'observations.char_end') }}
    or observations.value_start < observations.char_start
    or observations.value_end > observations.char_end
