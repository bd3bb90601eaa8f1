{#
  The stable key of an agency: place, field and kind of body, whatever its name is today. Bodies that no field is
  known for, and bodies beside a bureau and its enforcement, are told apart by their names.
#}
{% macro agency_key(division_key, field, body_type, name) %}
    {{- return(
        "'CN' || " ~ division_key ~ " || '-' || " ~ field ~ " || '-' || " ~ body_type
        ~ " || case when " ~ field ~ " = 'other' or " ~ body_type ~ " = 'other' then '-' || substring(md5(coalesce("
        ~ name ~ ", '')), 1, 8) else '' end"
    ) -}}
{% endmacro %}

{# The stable key of a zone, town or other place without a code: the division that it lies in, and its name. #}
{% macro unit_key(division_key, name) %}
    {{- return(division_key ~ " || '.' || substring(md5(" ~ name ~ "), 1, 8)") -}}
{% endmacro %}

{# The full names of zones, where issuers write the usual short ones. #}
{% macro full_zone_name(text) %}
    {{- return(replace_all(replace_all(text, '高新(技术)?(产业)?(开发)?区$', '高新技术产业开发区'), '经开区$', '经济技术开发区')) -}}
{% endmacro %}

{# Whether a division is the one of the given code or lies in it: 320106 lies in 320100 and in 320000. #}
{% macro lies_in(division_key, admin_code) -%}
    (
        substring({{ division_key }}, 1, 6) = {{ admin_code }}
        or ({{ admin_code }} like '%00' and substring({{ division_key }}, 1, 4) = substring({{ admin_code }}, 1, 4))
        or ({{ admin_code }} like '%0000' and substring({{ division_key }}, 1, 2) = substring({{ admin_code }}, 1, 2))
    )
{%- endmacro %}
