-- Tasks: the numbered items of a plan (of a plan that names responsible units, those that name them), and what an
-- annual report sets itself for the next year.
{% set units = '(?:责任|牵头|承办|落实)(?:单位|部门|科室|处室)[:：]([^)）。]+)' %}
{% set between = '[,，;；、]+ *(?:(?:责任|牵头|承办|落实|配合)(?:单位|部门|科室|处室)[:：])?' %}
{% set leading_number = '^ *[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?[.．、是]? *' %}

with items as (

    select * from {{ ref('int_items') }} where part = 'planned'

),

plans_with_units as (

    select distinct report_key from items where names_units

),

tasks as (

    select items.*
    from items
    left join plans_with_units on items.report_key = plans_with_units.report_key
    where
        items.report_kind <> 'plan'
        or items.names_units
        or (
            items.is_numbered
            and plans_with_units.report_key is null
            and not {{ matches('items.chapter', '组织|保障|要求') }}
        )

),

final as (

    select
        report_key,
        agency_key,
        cast(row_number() over (partition by report_key order by char_start) as integer) as task_no,

        section,
        {{ extract(replace_all("coalesce(heading, evidence)", leading_number, ''), '^([^。，,；;：]+)') }} as title,
        evidence as text,
        case
            when names_units then
                {{ replace_in_list(
                    split_text(replace_all(extract('evidence', units), '([县市区])、([县市区])', '\\1·\\2'), between),
                    '·', '、') }}
        end as responsible_units,
        {{ day_due('evidence') }} as due_date,

        evidence,
        char_start,
        char_end
    from tasks

)

select * from final
