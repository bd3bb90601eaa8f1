{#
  The columns of seeds/corrections.csv, in their order. A warehouse may hold corrections of its own in a file of
  the same columns, which lies outside the repository: `corrections.csv` in its folder.
#}
{% macro correction_columns() %}
    {{- return({
        'report_id': 'varchar', 'action': 'varchar', 'evidence': 'varchar', 'raw': 'varchar',
        'expected_metric_code': 'varchar', 'expected_value': 'decimal(28,8)',
        'corrected_metric_code': 'varchar', 'corrected_value': 'decimal(28,8)', 'corrected_year': 'integer',
        'corrected_kind': 'varchar', 'corrected_scope': 'varchar', 'corrected_coverage': 'varchar',
        'corrected_by': 'varchar', 'corrected_on': 'date', 'reason': 'varchar'
    }) -}}
{% endmacro %}

{# The rows of the warehouse's own corrections as a relation in parentheses; none where there is no file. #}
{% macro own_corrections() %}
    {{ return(adapter.dispatch('own_corrections', 'fazhi')()) }}
{% endmacro %}

{% macro default__own_corrections() %}
    {{- return("(select * from " ~ ref('corrections') ~ " where 1 = 0)") -}}
{% endmacro %}

{% macro duckdb__own_corrections() %}
    {%- set path = env_var('FAZHI_CORRECTIONS', 'warehouse/corrections.csv') -%}
    {%- if not execute or not found_files(path) -%}{{ return(default__own_corrections()) }}{%- endif -%}
    {%- set columns = [] -%}
    {%- for name, kind in correction_columns().items() -%}
        {%- do columns.append("'" ~ name ~ "': '" ~ kind ~ "'") -%}
    {%- endfor -%}
    {{- return(
        "(select * from read_csv(" ~ string_literal(glob_literal(path)) ~ ", header = true, delim = ',', quote = '\"', "
        ~ "escape = '\"', nullstr = '', auto_detect = false, columns = {" ~ columns | join(', ') ~ "}))"
    ) -}}
{% endmacro %}
