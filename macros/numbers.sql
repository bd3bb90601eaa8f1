{# Numbers and keys, said outright so that every engine gives the same. #}

{# A key of content: md5 over the parts joined by '|', a null counted as empty. #}
{% macro hash_key(parts) %}
    {%- set texts = [] -%}
    {%- for part in parts -%}
        {%- do texts.append("coalesce(cast(" ~ part ~ " as " ~ dbt.type_string() ~ "), '')") -%}
    {%- endfor -%}
    {{- return("md5(" ~ texts | join(" || '|' || ") ~ ")") -}}
{% endmacro %}

{# part / total as DECIMAL(9,6), rounded half up; null where the total is 0 or the share does not fit. #}
{% macro share(part, total) %}
    {{- return(adapter.dispatch('share', 'fazhi')(part, total)) -}}
{% endmacro %}

{% macro default__share(part, total) %}
    {{- return(
        "case when " ~ total ~ " > 0 and " ~ part ~ " < 999 * " ~ total
        ~ " then cast(round(" ~ part ~ " / " ~ total ~ ", 6) as decimal(9, 6)) end"
    ) -}}
{% endmacro %}

{# DuckDB divides decimals as doubles, so the half is settled in whole numbers: floor((2n + d) / 2d). #}
{% macro duckdb__share(part, total) %}
    {%- set n = "cast(cast(" ~ part ~ " as decimal(28, 8)) * 100000000 as hugeint)" -%}
    {%- set d = "cast(cast(" ~ total ~ " as decimal(28, 8)) * 100000000 as hugeint)" -%}
    {{- return(
        "case when " ~ total ~ " > 0 and " ~ part ~ " < 999 * " ~ total ~ " then cast(cast((2000000 * " ~ n ~ " + "
        ~ d ~ ") // (2 * " ~ d ~ ") as decimal(15, 0)) * 0.000001 as decimal(9, 6)) end"
    ) -}}
{% endmacro %}

{# The whole numbers from first to last, as a list. #}
{% macro numbers_between(first, last) %}
    {{- return(adapter.dispatch('numbers_between', 'fazhi')(first, last)) -}}
{% endmacro %}

{% macro default__numbers_between(first, last) %}
    {{- return("sequence(" ~ first ~ ", " ~ last ~ ")") -}}
{% endmacro %}

{% macro duckdb__numbers_between(first, last) %}
    {{- return("range(" ~ first ~ ", " ~ last ~ " + 1)") -}}
{% endmacro %}

{# Whether an actual reaches a target; null where its comparator leaves it open. #}
{% macro meets(actual, actual_comparator, target, target_comparator) %}
    case
        when {{ actual }} is null then cast(null as boolean)
        when {{ target_comparator }} in ('ge', 'gt') and {{ actual_comparator }} in ('le', 'lt')
            then case when {{ actual }} < {{ target }} then false end
        when {{ target_comparator }} in ('ge', 'gt') and {{ actual_comparator }} in ('ge', 'gt')
            then case when {{ actual }} >= {{ target }} then true end
        when {{ target_comparator }} in ('le', 'lt') and {{ actual_comparator }} in ('ge', 'gt')
            then case when {{ actual }} > {{ target }} then false end
        when {{ target_comparator }} in ('le', 'lt') and {{ actual_comparator }} in ('le', 'lt')
            then case when {{ actual }} <= {{ target }} then true end
        when {{ target_comparator }} = 'ge' then {{ actual }} >= {{ target }}
        when {{ target_comparator }} = 'gt' then {{ actual }} > {{ target }}
        when {{ target_comparator }} = 'le' then {{ actual }} <= {{ target }}
        when {{ target_comparator }} = 'lt' then {{ actual }} < {{ target }}
        when {{ target_comparator }} = 'approx' then abs({{ actual }} - {{ target }}) * 10 <= abs({{ target }})
        else {{ actual }} = {{ target }}
    end
{% endmacro %}
