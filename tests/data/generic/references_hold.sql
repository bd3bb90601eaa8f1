{#
  Every key of the model stands in the table that it points to; `keys` maps a column to [relation, its column].
  One node for all keys of a model: a node costs more than the query.
#}
{% test references_hold(model, keys) %}
{% for column, target in keys.items() %}
select '{{ column }}' as key_column, children.{{ column }} as missing
from {{ model }} as children
left join {{ target[0] }} as parents on children.{{ column }} = parents.{{ target[1] }}
where children.{{ column }} is not null and parents.{{ target[1] }} is null
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
