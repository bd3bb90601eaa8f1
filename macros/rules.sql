{#
  Rules kept as data become SQL with constant patterns: a pattern in a column is compiled anew for every row.
  A model that renders a seed names it in a `-- depends_on` line; the relation is built here by name, so that
  unit tests and a compile on an empty database work (they see no rules).
#}
{% macro seed_rows(seed, order_by) %}
    {% if not execute %}{{ return([]) }}{% endif %}
    {% set relation = adapter.get_relation(database=target.database, schema='reference', identifier=seed) %}
    {% if relation is none %}{{ return([]) }}{% endif %}
    {% set rows = [] %}
    {% set table = run_query("select * from " ~ relation ~ " order by " ~ order_by) %}
    {% for row in table.rows %}
        {% do rows.append(row.dict()) %}
    {% endfor %}
    {{ return(rows) }}
{% endmacro %}

{# 'a, b' as an SQL list of literals: ('a', 'b'). #}
{% macro literal_list(text) %}
    {%- set literals = [] -%}
    {%- for item in text.split(',') if item | trim -%}
        {%- do literals.append(string_literal(item | trim)) -%}
    {%- endfor -%}
    {{- return('(' ~ literals | join(', ') ~ ')') -}}
{% endmacro %}

{#
  The condition of one row of metric_rules over a row of int_mapping_contexts; empty fields ask nothing.
  A change goes by the rule of the thing that changed: by the unit and counter of its level, where one stands beside it.
#}
{% macro rule_condition(rule) %}
    {%- set tests = [] -%}
    {%- if rule.applies_to and 'any' not in rule.applies_to -%}
        {%- do tests.append('source_type in ' ~ literal_list(rule.applies_to)) -%}
    {%- endif -%}
    {%- if rule.unit -%}
        {%- do tests.append("counted_unit = " ~ string_literal(rule.unit)) -%}
    {%- endif -%}
    {%- if rule.kind -%}
        {%- do tests.append('kind in ' ~ literal_list(rule.kind)) -%}
    {%- endif -%}
    {%- if rule.counter -%}
        {%- do tests.append(
            "(" ~ fully_matches("coalesce(counted_counter, '')", rule.counter)
            ~ " or (counted_counter is null and (kind = 'change' or source_type = 'denial')))"
        ) -%}
    {%- endif -%}
    {%- set texts = {'lead': 'lead_text', 'trail': 'trail_text'} -%}
    {%- for field in ('label', 'context', 'lead', 'trail', 'section') -%}
        {%- if rule[field] -%}
            {%- do tests.append(matches(texts.get(field, field), rule[field])) -%}
        {%- endif -%}
        {%- if rule[field ~ '_not'] -%}
            {%- do tests.append('not ' ~ matches(texts.get(field, field), rule[field ~ '_not'])) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(tests | join(' and ') if tests else 'true') -}}
{% endmacro %}

{# The id of the first of the rules that holds. #}
{% macro first_rule(rules) %}
    {%- if rules -%}
    case
        {%- for rule in rules %}
        when {{ rule_condition(rule) }} then {{ string_literal(rule.rule_id) }}
        {%- endfor %}
    end
    {%- else -%}
    cast(null as {{ dbt.type_string() }})
    {%- endif -%}
{% endmacro %}

{# The given field of the first row whose pattern matches the text; rows in their order. #}
{% macro first_match(rows, text, field) %}
    {%- if rows -%}
    case
        {%- for row in rows %}
        when {{ matches(text, row.pattern) }} then {{ string_literal(row[field]) }}
        {%- endfor %}
    end
    {%- else -%}
    cast(null as {{ dbt.type_string() }})
    {%- endif -%}
{% endmacro %}

{# True where the text in the column is no pattern that the engine can compile. #}
{% macro pattern_fails(column) %}
    {{- return(adapter.dispatch('pattern_fails', 'fazhi')(column)) -}}
{% endmacro %}

{% macro default__pattern_fails(column) %}
    {{- return("false") -}}
{% endmacro %}

{% macro duckdb__pattern_fails(column) %}
    {{- return("try(regexp_matches(" ~ column ~ ", " ~ column ~ ")) is null") -}}
{% endmacro %}
