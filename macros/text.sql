{# Text functions that engines spell differently. #}

{% macro string_literal(text) %}
    {{- return(adapter.dispatch('string_literal', 'fazhi')(text)) -}}
{% endmacro %}

{% macro default__string_literal(text) %}
    {{- return("'" ~ text | replace("\\", "\\\\") | replace("'", "\\'") ~ "'") -}}
{% endmacro %}

{% macro duckdb__string_literal(text) %}
    {{- return("'" ~ text | replace("'", "''") ~ "'") -}}
{% endmacro %}

{# True where the pattern (a constant, RE2 syntax) is found in the text. #}
{% macro matches(text, pattern) %}
    {{- return(adapter.dispatch('matches', 'fazhi')(text, pattern)) -}}
{% endmacro %}

{% macro default__matches(text, pattern) %}
    {{- return(text ~ " rlike " ~ string_literal(pattern)) -}}
{% endmacro %}

{% macro duckdb__matches(text, pattern) %}
    {{- return("regexp_matches(" ~ text ~ ", " ~ string_literal(pattern) ~ ")") -}}
{% endmacro %}

{# True where the pattern is the whole of the text. #}
{% macro fully_matches(text, pattern) %}
    {{- return(matches(text, "^(?:" ~ pattern ~ ")$")) -}}
{% endmacro %}

{# The first group of the first match; empty or null where there is none. #}
{% macro extract(text, pattern, group=1) %}
    {{- return("regexp_extract(" ~ text ~ ", " ~ string_literal(pattern) ~ ", " ~ group ~ ")") -}}
{% endmacro %}

{# A list of the first group of every match. #}
{% macro extract_all(text, pattern, group=1) %}
    {{- return("regexp_extract_all(" ~ text ~ ", " ~ string_literal(pattern) ~ ", " ~ group ~ ")") -}}
{% endmacro %}

{# All matches replaced. #}
{% macro replace_all(text, pattern, replacement) %}
    {{- return(adapter.dispatch('replace_all', 'fazhi')(text, pattern, replacement)) -}}
{% endmacro %}

{% macro default__replace_all(text, pattern, replacement) %}
    {{- return("regexp_replace(" ~ text ~ ", " ~ string_literal(pattern) ~ ", " ~ string_literal(replacement) ~ ")") -}}
{% endmacro %}

{% macro duckdb__replace_all(text, pattern, replacement) %}
    {{- return(
        "regexp_replace(" ~ text ~ ", " ~ string_literal(pattern) ~ ", " ~ string_literal(replacement) ~ ", 'g')"
    ) -}}
{% endmacro %}

{# text[start:end] of half-open character offsets that count from 0. #}
{% macro span(text, char_start, char_end) %}
    {{- return("substring(" ~ text ~ ", cast(" ~ char_start ~ " + 1 as bigint), cast(" ~ char_end ~ " - " ~ char_start ~ " as bigint))") -}}
{% endmacro %}

{# One row an element of the list. #}
{% macro explode(list) %}
    {{- return(adapter.dispatch('explode', 'fazhi')(list)) -}}
{% endmacro %}

{% macro default__explode(list) %}
    {{- return("explode(" ~ list ~ ")") -}}
{% endmacro %}

{% macro duckdb__explode(list) %}
    {{- return("unnest(" ~ list ~ ")") -}}
{% endmacro %}

{# A list of the given expressions. #}
{% macro list_of(expressions) %}
    {{- return(adapter.dispatch('list_of', 'fazhi')(expressions)) -}}
{% endmacro %}

{% macro default__list_of(expressions) %}
    {{- return("array(" ~ expressions | join(', ') ~ ")") -}}
{% endmacro %}

{% macro duckdb__list_of(expressions) %}
    {{- return("[" ~ expressions | join(', ') ~ "]") -}}
{% endmacro %}

{# The parts of a text between matches of the pattern, as a list. #}
{% macro split_text(text, pattern) %}
    {{- return(adapter.dispatch('split_text', 'fazhi')(text, pattern)) -}}
{% endmacro %}

{% macro default__split_text(text, pattern) %}
    {{- return("split(" ~ text ~ ", " ~ string_literal(pattern) ~ ")") -}}
{% endmacro %}

{% macro duckdb__split_text(text, pattern) %}
    {{- return("regexp_split_to_array(" ~ text ~ ", " ~ string_literal(pattern) ~ ")") -}}
{% endmacro %}

{# Where the part starts in the text, counted from 1. #}
{% macro position_of(part, text) %}
    {{- return("instr(" ~ text ~ ", " ~ part ~ ")") -}}
{% endmacro %}

{# One text in every element of a list replaced by another. #}
{% macro replace_in_list(list, old, new) %}
    {{- return(adapter.dispatch('replace_in_list', 'fazhi')(list, old, new)) -}}
{% endmacro %}

{% macro default__replace_in_list(list, old, new) %}
    {{- return("transform(" ~ list ~ ", x -> replace(x, " ~ string_literal(old) ~ ", " ~ string_literal(new) ~ "))") -}}
{% endmacro %}

{% macro duckdb__replace_in_list(list, old, new) %}
    {{- return(
        "list_transform(" ~ list ~ ", lambda x: replace(x, " ~ string_literal(old) ~ ", " ~ string_literal(new) ~ "))"
    ) -}}
{% endmacro %}

{# The pieces of a text between its openings 一是, 二是, 其一, （1）..., each with its own opening; before the first: the rest. #}
{% macro points_of(text) %}
    {%- set opening = '(^|[。；;：:，, ])((?:[一二三四五六七八九十]{1,2}是|其[一二三四五六](?:[，,]|是)|第[一二三四五六][，,]|[（(][0-9]{1,2}[）)]))' -%}
    {{- return(split_text(replace_all(text, opening, '\\1¦\\2'), '¦')) -}}
{% endmacro %}
