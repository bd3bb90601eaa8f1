{# What a stated figure leaves open: its rounding and its comparator, as the least and the greatest that it can mean. #}

{# One unit of the last digit that was written: 0.0001 of 69.39%, 10 of 21.726万元; 0 of a plain number. #}
{% macro last_place(raw) %}
    {%- set decimals = "length(coalesce(" ~ extract(raw, '[.．]([0-9０-９]+)') ~ ", ''))" -%}
    cast(
        case
            when {{ matches(raw, '[%％]|百分|个点') }} then 0.01
            when {{ raw }} like '%‰%' then 0.001
            when {{ raw }} like '%成' then 0.1
            when {{ raw }} like '%成%' then 0.01
            when {{ raw }} like '%分之%' then 0.05
            when {{ matches(raw, '[0-9０-９]亿') }} then 100000000
            when {{ matches(raw, '[0-9０-９]万') }} then 10000
            when {{ matches(raw, '[0-9０-９]千') }} then 1000
            when {{ matches(raw, '[.．]') }} then 1
            else 0
        end / power(10, {{ decimals }})
        as decimal(28, 8)
    )
{% endmacro %}

{# Shares and growth are cut off as often as they are rounded, so they may be off by a whole unit of the last digit. #}
{% macro lower_bound(value, unit, comparator, raw) %}
    case
        when {{ comparator }} = 'approx' then {{ value }} - abs({{ value }}) * 0.1
        when {{ comparator }} in ('gt', 'ge') and {{ value }} >= 0 then {{ value }}
        when {{ comparator }} in ('lt', 'le') and {{ value }} < 0 then {{ value }}
        when {{ comparator }} in ('lt', 'le') then 0
        when {{ comparator }} in ('gt', 'ge') then {{ unbounded() }} * -1
        when {{ unit }} = 'ratio' then {{ value }} - {{ last_place(raw) }}
        else {{ value }} - {{ last_place(raw) }} * 0.5
    end
{% endmacro %}

{% macro upper_bound(value, unit, comparator, raw) %}
    case
        when {{ comparator }} = 'approx' then {{ value }} + abs({{ value }}) * 0.1
        when {{ comparator }} in ('gt', 'ge') and {{ value }} >= 0 then {{ unbounded() }}
        when {{ comparator }} in ('lt', 'le') and {{ value }} < 0 then 0
        when {{ comparator }} in ('lt', 'le', 'gt', 'ge') then {{ value }}
        when {{ unit }} = 'ratio' then {{ value }} + {{ last_place(raw) }}
        else {{ value }} + {{ last_place(raw) }} * 0.5
    end
{% endmacro %}

{% macro unbounded() %}1000000000000000{% endmacro %}
