-- Shortcomings that a report admits, each under every category that the clauses of its first sentence name: each
-- 一是, 二是 of an item, else the item; what only opens the chapter is none.
-- depends_on: {{ ref('shortcoming_categories') }}
{% set categories = seed_rows('shortcoming_categories', 'category_no') %}
{% set point = '^ *([一二三四五六七八九十]{1,2}是|其[一二三四五六]|第[一二三四五六]|[（(][0-9])' %}
{% set only_opens = '^[^。；;]{0,120}(问题|不足|差距|短板|困难)(和(问题|不足|差距|短板))?([，,](主要|具体)?(表现|体现|如下)[^。；;]{0,8})?[:：。]? *$' %}
{% set first_sentence = '^((?:[^。]{0,20}。)?[^。]*)' %}
{% set fault = '有待|不|差距|缺(乏|少|失|口)|短缺|欠缺|薄弱|偏|滞后|困难|突出|发生|需要?进一步|还(需|差)|仍需|紧张|老化|断|单薄|单一|反复|较(少|晚|低|弱|慢|大|差)|未|参差|盲区|死角|折扣|流动性大|难|多发|少、|少$|多$' %}

with items as (

    select *, {{ points_of('evidence') }} as pieces from {{ ref('int_items') }} where part = 'wanting'

),

pieces as (

    select
        *,
        {{ explode('pieces') }} as piece
    from items

),

counted as (

    select
        *,
        max(case when {{ matches('piece', point) }} then 1 else 0 end)
            over (partition by report_key, char_start) = 1 as has_points
    from pieces

),

-- What has neither a number nor 一是, 二是 is told apart by its semicolons.
listed as (

    select
        *,
        case
            when is_numbered or has_points then piece
            else {{ replace_all('piece', '^ *[^，,；;。：:]{0,14}(不足|短板|问题|困难)[^，,；;。：:]{0,6}[：:]', '') }}
        end as bare_piece
    from counted
    where {{ matches('piece', point) }} or (not has_points and not {{ matches('evidence', only_opens) }})

),

faults as (

    select
        *,
        trim({{ explode(
            "case when is_numbered or has_points then " ~ list_of([replace_all('bare_piece', '[；;，,] *$', '')])
            ~ " else " ~ split_text('bare_piece', '[；;]') ~ " end"
        ) }}) as fault
    from listed

),

told as (

    select distinct
        report_key,
        agency_key,
        report_year,
        fault as evidence,
        char_start + {{ position_of('fault', 'evidence') }} - 1 as char_start
    from faults
    where fault <> ''

),

clauses as (

    select
        *,
        {{ explode(split_text(extract('evidence', first_sentence), '[，,、；;。]')) }} as clause
    from told

),

sorted as (

    select distinct
        *,
        case when {{ matches('clause', fault) }} then {{ first_match(categories, 'clause', 'category_code') }} end
            as category_code
    from clauses

),

categorised as (

    select distinct
        report_key,
        agency_key,
        report_year,
        evidence,
        char_start,
        category_code
    from sorted
    where category_code is not null

),

final as (

    select
        told.report_key,
        told.agency_key,
        told.report_year as year,
        coalesce(
            categorised.category_code, {{ first_match(categories, 'told.evidence', 'category_code') }}, 'other'
        ) as category_code,
        told.evidence,
        told.char_start,
        told.char_start + length(told.evidence) as char_end
    from told
    left join categorised
        on told.report_key = categorised.report_key and told.char_start = categorised.char_start

)

select * from final
