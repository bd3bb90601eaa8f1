-- Standard measures that a report mentions as done or planned: the first mention of each stage.
-- depends_on: {{ ref('initiatives') }}
{% set initiatives = seed_rows('initiatives', 'initiative_code') %}
{# The name of a law that is studied or followed says nothing of what the agency does itself. #}
{% set cites = '(学习|宣传|宣贯|根据|按照|依据|依照|对标|围绕)[^。，,；;《》]{0,20}(《[^》]*》[、和及以与]?)+|《[^》]*([^办]法|条例)》' %}
{# Nor does what it says that it did not do (未制定规范性文件). #}
{% set denies = '[^，,。；;]*(未[^经取]|没有|也无|暂无|无此类)[^，,。；;]*|[^，,。；;]*(目录|事项)为空' %}
{% set only_possible = '可以(充分|有效|进一步|更好)|将(能够?|可以?)[^，,。]|有望' %}
{% set codes = [] %}
{% for row in initiatives %}
    {% do codes.append("case when " ~ matches('said', row.pattern) ~ " then " ~ string_literal(row.initiative_code) ~ " end") %}
{% endfor %}

with segments as (

    select
        *,
        {{ replace_all(replace_all('text', cites, ''), denies, '') }} as said
    from {{ ref('int_segments') }}
    where part = 'planned' or (part = 'done' and not {{ matches('text', only_possible) }})

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
