{#
  Attaches the landing read-only under the name `landing`. Where there is none yet, an empty one in memory
  takes its place, with the tables and columns that the sources declare, so that `dbt build` works in a fresh clone.
#}
{% macro attach_landing() %}
    {{ return(adapter.dispatch('attach_landing', 'fazhi')()) }}
{% endmacro %}

{% macro default__attach_landing() %}{% endmacro %}

{% macro duckdb__attach_landing() %}
    {% if not execute %}{{ return('') }}{% endif %}
    {% set path = env_var('FAZHI_LANDING', 'warehouse/landing.duckdb') %}
    {% set found = found_files(path) %}
    {% do run_query("detach database if exists landing") %}
    {% if found %}
        {% do run_query("attach " ~ string_literal(path) ~ " as landing (read_only)") %}
    {% else %}
        {% do log("No landing at " ~ path ~ " yet: building on an empty one.", info=true) %}
        {% do run_query("attach ':memory:' as landing") %}
        {% do create_empty_landing() %}
    {% endif %}
{% endmacro %}

{# A path as DuckDB's patterns of files have it: each character for itself. #}
{% macro glob_literal(path) %}
    {{- return(path | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]')) -}}
{% endmacro %}

{# 1 where there is a file of this path, else 0. #}
{% macro found_files(path) %}
    {{- return(run_query("select count(*) from glob(" ~ string_literal(glob_literal(path)) ~ ")").rows[0][0]) -}}
{% endmacro %}

{% macro create_empty_landing() %}
    {% do run_query("create schema landing.raw") %}
    {% for source in graph.sources.values() if source.database == 'landing' %}
        {% set columns = [] %}
        {% for column in source.columns.values() %}
            {% do columns.append(column.name ~ ' ' ~ column.data_type) %}
        {% endfor %}
        {% do run_query(
            "create table landing." ~ source.schema ~ "." ~ source.identifier ~ " (" ~ columns | join(', ') ~ ")"
        ) %}
    {% endfor %}
{% endmacro %}

{# Lets go of the landing, so that the process that ran dbt may write to it again. #}
{% macro detach_landing() %}
    {{ return(adapter.dispatch('detach_landing', 'fazhi')()) }}
{% endmacro %}

{% macro default__detach_landing() %}{% endmacro %}

{% macro duckdb__detach_landing() %}
    {% if not execute %}{{ return('') }}{% endif %}
    {% do run_query("detach database if exists landing") %}
{% endmacro %}
