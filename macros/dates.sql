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

{# The day that a sentence names, or the first of the month where it names only one month (4月初, 3月份); else null. #}
{% macro day_or_month_named(text, year) %}
    {%- set full = '(20[0-9]{2})年([0-9]{1,2})月(?:[^0-9至到~—-]|$)' -%}
    {%- set short = '(?:^|[^0-9至到~—-])([0-9]{1,2})月(?:[^0-9至到~—-]|$)' -%}
    coalesce(
        {{ day_named(text, year) }},
        {{ date_of(extract(text, full, 1), extract(text, full, 2), "'01'") }},
        {{ date_of(year, extract(text, short, 1), "'01'") }}
    )
{% endmacro %}

{# The last day of the month that starts on the given day. #}
{% macro last_of_month(first_day) %}
    {{- return("cast(" ~ dbt.dateadd('day', -1, dbt.dateadd('month', 1, first_day)) ~ " as date)") -}}
{% endmacro %}

{#
  The last day on which a text says that something is due (2025年6月底前, 9月30日前, 年底前); a date without a year is
  of the given one. Null where it says none; 每年11月底前 is no single day.
#}
{% macro day_due(text, year) %}
    {%- set full = '(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日(?:之|以)?前' -%}
    {%- set full_month = '(20[0-9]{2})年([0-9]{1,2})月(?:(?:底|末|份)?(?:之|以)?前|底|末)' -%}
    {%- set full_year = '(20[0-9]{2})年年?(?:底|末)' -%}
    {%- set said = '(?:^|今年|明年|当年|[^0-9年每])' -%}
    {%- set day = said ~ '([0-9]{1,2})月([0-9]{1,2})日(?:之|以)?前' -%}
    {%- set month = said ~ '([0-9]{1,2})月(?:底|末|份)?(?:之|以)?前' -%}
    {%- set end_of_year = '(?:^|今年|明年|当年|[^0-9年每])年(?:底|末|内)' -%}
    coalesce(
        {{ date_of(extract(text, full, 1), extract(text, full, 2), extract(text, full, 3)) }},
        {{ last_of_month(date_of(extract(text, full_month, 1), extract(text, full_month, 2), "'01'")) }},
        {{ date_of(extract(text, full_year), "'12'", "'31'") }},
        {{ date_of(year, extract(text, day, 1), extract(text, day, 2)) }},
        {{ last_of_month(date_of(year, extract(text, month), "'01'")) }},
        case when {{ matches(text, end_of_year) }} then {{ date_of(year, "'12'", "'31'") }} end
    )
{% endmacro %}
