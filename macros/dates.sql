{# A date of its parts, each a text or a number; null where a part is missing or the day does not exist. #}
{% macro date_of(year, month, day) %}
    {{- return(adapter.dispatch('date_of', 'fazhi')(year, month, day)) -}}
{% endmacro %}

{% macro default__date_of(year, month, day) %}
    {{- return(
        "cast(" ~ year ~ " as string) || '-' || lpad(cast(" ~ month ~ " as string), 2, '0') || '-' || lpad(cast("
        ~ day ~ " as string), 2, '0')"
    ) -}}
{% endmacro %}

{% macro duckdb__date_of(year, month, day) %}
    {{- return(
        "try_cast(cast(" ~ year ~ " as varchar) || '-' || cast(" ~ month ~ " as varchar) || '-' || cast(" ~ day
        ~ " as varchar) as date)"
    ) -}}
{% endmacro %}

{# The day that a sentence names, of the given year where it names none; null where it names no day. #}
{% macro day_named(text, year) %}
    {%- set full = '(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日' -%}
    {%- set short = '([0-9]{1,2})月([0-9]{1,2})日' -%}
    coalesce(
        {{ date_of(extract(text, full, 1), extract(text, full, 2), extract(text, full, 3)) }},
        {{ date_of(year, extract(text, short, 1), extract(text, short, 2)) }}
    )
{% endmacro %}

{# The last day of the month or year by which a text says that something is due; null where it says none. #}
{% macro day_due(text) %}
    {%- set month = '(20[0-9]{2})年([0-9]{1,2})月(底|末)?(之|以)?前' -%}
    {%- set end_of_year = '(20[0-9]{2})年年?(底|末)' -%}
    coalesce(
        cast(
            {{ dbt.dateadd('day', -1, dbt.dateadd('month', 1, date_of(extract(text, month, 1), extract(text, month, 2), "'01'"))) }}
            as date
        ),
        {{ date_of(extract(text, end_of_year), "'12'", "'31'") }}
    )
{% endmacro %}
