-- Standard measures that a report mentions as done or planned: the first mention of each stage.
-- depends_on: {{ ref('initiatives') }}
{% set initiatives = seed_rows('initiatives', 'initiative_code') %}
{% set codes = [] %}
{% for row in initiatives %}
    {% do codes.append("case when " ~ matches('text', row.pattern) ~ " then " ~ string_literal(row.initiative_code) ~ " end") %}
{% endfor %}

with segments as (

    select * from {{ ref('int_segments') }} where part in ('done', 'planned')

),

mentions as (

    select
        *,
        {{ explode(list_of(codes or ['cast(null as ' ~ dbt.type_string() ~ ')'])) }} as initiative_code
    from segments

),

ranked as (

    select
        *,
        case part when 'planned' then 'planned' else 'adopted' end as stage,
        row_number() over (
            partition by report_key, part, initiative_code
            order by case role when 'heading' then 1 else 0 end, char_start
        ) as place
    from mentions
    where initiative_code is not null

),

final as (

    select
        report_key,
        agency_key,
        case
            when stage = 'planned' and report_kind = 'plan' then coalesce(plan_start_year, report_year)
            when stage = 'planned' then report_year + 1
            else report_year
        end as year,
        initiative_code,
        stage,
        text as evidence,
        char_start,
        char_end
    from ranked
    where place = 1

)

select * from final
