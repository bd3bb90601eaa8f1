{#
  What holds of a table in one test, since a test costs more than its query: the columns `filled` hold no null;
  each of `keys` (lists of columns) stands for one row; `references` maps a column to [relation, its column] that
  holds its values; `known` maps a column to the values that it may have; `patterns` are columns of patterns that
  compile, or the build that puts rules into SQL would stop without a name. Null passes all but `filled`.

  What a test of one table finds keeps dbt from building on that table; one with `references` looks at others too
  and does not. So a seed has its references in a test of their own.
#}
{% test is_sound(model, keys=[], filled=[], references={}, known={}, patterns=[]) %}
{%- set faults = [] -%}
{%- for column in filled -%}
    {%- do faults.append("select '" ~ column ~ " is null' as fault, '' as found from " ~ model ~ " where " ~ column ~ " is null") -%}
{%- endfor -%}
{%- for key in keys -%}
    {%- set columns = key | join(', ') -%}
    {%- do faults.append("select '" ~ columns ~ " not unique' as fault, cast(" ~ key[0] ~ " as " ~ dbt.type_string() ~ ") as found from " ~ model
        ~ (" where " ~ columns ~ " is not null" if key | length == 1 else "") ~ " group by " ~ columns ~ " having count(*) > 1") -%}
{%- endfor -%}
{%- for column, target in references.items() -%}
    {%- do faults.append("select '" ~ column ~ " refers to nothing' as fault, cast(children." ~ column ~ " as " ~ dbt.type_string() ~ ") as found from " ~ model
        ~ " as children left join " ~ target[0] ~ " as parents on children." ~ column ~ " = parents." ~ target[1]
        ~ " where children." ~ column ~ " is not null and parents." ~ target[1] ~ " is null") -%}
{%- endfor -%}
{%- for column, values in known.items() -%}
    {%- do faults.append("select distinct '" ~ column ~ " unknown' as fault, cast(" ~ column ~ " as " ~ dbt.type_string() ~ ") as found from " ~ model
        ~ " where " ~ column ~ " not in ('" ~ values | join("', '") ~ "')") -%}
{%- endfor -%}
{%- for column in patterns -%}
    {%- do faults.append("select '" ~ column ~ " does not compile' as fault, " ~ column ~ " as found from " ~ model
        ~ " where " ~ column ~ " is not null and " ~ pattern_fails(column)) -%}
{%- endfor -%}
{{ faults | join('\nunion all\n') }}
{% endtest %}
