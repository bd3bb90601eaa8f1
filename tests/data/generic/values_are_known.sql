{# Every value of the columns is one of those listed; null is let through (not_null is a constraint of the table). #}
{% test values_are_known(model, columns) %}
{% for column, known in columns.items() %}
select distinct '{{ column }}' as value_column, cast({{ column }} as {{ dbt.type_string() }}) as unknown_value
from {{ model }}
where {{ column }} not in ({% for value in known %}'{{ value }}'{{ ', ' if not loop.last }}{% endfor %})
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
