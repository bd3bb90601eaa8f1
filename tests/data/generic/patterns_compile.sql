{# Rules are compiled into constant patterns: one that the engine does not know would stop the build without a name. #}
{% test patterns_compile(model, key, columns) %}
{% for column in columns %}
select {{ key }}, '{{ column }}' as pattern_column, {{ column }} as pattern
from {{ model }}
where {{ column }} is not null and {{ pattern_fails(column) }}
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
