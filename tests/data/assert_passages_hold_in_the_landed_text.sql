-- What agencies did, planned and admitted is shown in their own words, at its place.
{% for model in ['fct_plan_task', 'fct_initiative', 'fct_system', 'fct_document', 'fct_shortcoming'] %}
select '{{ model }}' as model, passages.report_key, passages.char_start
from {{ ref(model) }} as passages
inner join {{ ref('stg_raw__document') }} as documents on passages.report_key = documents.report_key
where passages.evidence <> {{ span('documents.content_text', 'passages.char_start', 'passages.char_end') }}
{{ 'union all' if not loop.last }}
{% endfor %}
