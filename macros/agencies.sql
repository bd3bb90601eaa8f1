{#
  The stable key of an agency: place, field and kind of body, whatever its name is today. Bodies that no field is
  known for are told apart by their names.
#}
{% macro agency_key(admin_code, field, body_type, name) %}
    {{- return(
        "'CN' || " ~ admin_code ~ " || '-' || " ~ field ~ " || '-' || " ~ body_type
        ~ " || case when " ~ field ~ " = 'other' then '-' || substring(md5(coalesce(" ~ name ~ ", '')), 1, 8) else '' end"
    ) -}}
{% endmacro %}
