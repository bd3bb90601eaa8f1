{#
  Seeds are loaded by COPY as dbt-duckdb does it, but with the dialect said outright: left to itself, DuckDB guesses
  quotes and comments from the first rows, and patterns are full of both.
#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
    {% set sql %}
        copy {{ this.render() }} from {{ string_literal(adapter.get_seed_file_path(model)) }}
        (format csv, header true, delimiter ',', quote '"', escape '"', nullstr '', auto_detect false)
    {% endset %}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {{ return(sql) }}
{% endmacro %}
