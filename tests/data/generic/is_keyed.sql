{# The key is there and stands for one row, and the required columns are filled. #}
{% test is_keyed(model, key, required=[]) %}
select cast({{ key }} as {{ dbt.type_string() }}) as failing_key, 'not unique' as fault
from {{ model }}
group by {{ key }}
having count(*) > 1
{% for column in [key] + required %}
union all
select cast({{ key }} as {{ dbt.type_string() }}), '{{ column }} is missing'
from {{ model }}
where {{ column }} is null
{% endfor %}
{% endtest %}
