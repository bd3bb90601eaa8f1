-- One row an agency, year and scope, one column a metric, for BI tools.
-- depends_on: {{ ref('dim_metric') }}
{{ config(
    contract={'enforced': false},
    post_hook="{{ comment_on_metrics(this, seed_rows('metrics', 'metric_code')) }}"
) }} -- its columns follow the metrics, and so do their comments
{% set metrics = seed_rows('metrics', 'metric_code') %}

with facts as (

    select * from {{ ref('fct_agency_year_metric') }}

),

final as (

    select
        agency_key,
        year,
        scope
        {%- for metric in metrics %},
        max(case when metric_code = {{ string_literal(metric.metric_code) }} then value end) as {{ metric.metric_code }}
        {%- endfor %}
    from facts
    group by agency_key, year, scope

)

select * from final
