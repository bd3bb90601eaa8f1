-- Shortcomings that a report admits: each 一是, 二是 of an item, else the item; what only opens the chapter is none.
-- depends_on: {{ ref('shortcoming_categories') }}
{% set categories = seed_rows('shortcoming_categories', 'category_no') %}
{% set point = '((?:[一二三四五六七八九十]|其[一二三四五])是[^；;。]+)' %}
{% set only_opens = '^[^。；;]{0,60}(问题|不足|差距|短板)[:：。]? *$' %}

with items as (

    select
        *,
        {{ matches('evidence', point) }} as has_points
    from {{ ref('int_items') }}
    where part = 'wanting'

),

points as (

    select
        *,
        {{ explode(extract_all('evidence', point)) }} as point
    from items
    where has_points

),

found as (

    select
        report_key,
        agency_key,
        report_year,
        point as evidence,
        char_start + {{ position_of('point', 'evidence') }} - 1 as char_start
    from points
    union all
    select
        report_key,
        agency_key,
        report_year,
        evidence,
        char_start
    from items
    where not has_points and not {{ matches('evidence', only_opens) }}

),

final as (

    select
        report_key,
        agency_key,
        report_year as year,
        coalesce({{ first_match(categories, 'evidence', 'category_code') }}, 'other') as category_code,
        evidence,
        char_start,
        char_start + length(evidence) as char_end
    from found

)

select * from final
