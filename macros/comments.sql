{# The metric columns of a generated table get their comments from the metrics. #}
{% macro comment_on_metrics(relation, metrics) %}
    {% set comments = [] %}
    {% for metric in metrics %}
        {% do comments.append(
            "comment on column " ~ relation ~ "." ~ metric.metric_code ~ " is "
            ~ string_literal(metric.definition ~ " [" ~ metric.unit ~ "] " ~ metric.name_zh ~ "：" ~ metric.description_zh)
        ) %}
    {% endfor %}
    {% if execute and comments %}{% do run_query(comments | join('; ')) %}{% endif %}
{% endmacro %}
