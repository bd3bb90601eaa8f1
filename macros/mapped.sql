{#
  A release whose contexts were mapped by the rules of this build is attached read-only under the name `mapped`
  (fazhi says which, by FAZHI_MAPPED), so that only contexts that are new are matched against the rules.
#}
{% macro attach_mapped() %}
    {% if not execute or not has_mapped() %}{{ return('') }}{% endif %}
    {% do run_query("detach database if exists mapped") %}
    {% do run_query("attach " ~ string_literal(env_var('FAZHI_MAPPED')) ~ " as mapped (read_only)") %}
{% endmacro %}

{% macro detach_mapped() %}
    {% if not execute or not has_mapped() %}{{ return('') }}{% endif %}
    {% do run_query("detach database if exists mapped") %}
{% endmacro %}

{# Whether there is such a release. #}
{% macro has_mapped() %}
    {{- return(env_var('FAZHI_MAPPED', '') != '') -}}
{% endmacro %}
