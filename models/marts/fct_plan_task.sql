-- Tasks: the numbered items of a plan (of a plan that names responsible units, those that name them), and what an
-- annual report sets itself for the next year; an item without a number that counts 一是, 二是 is as many tasks.
{% set units = '(?:责任|牵头|承办|落实)(?:单位|部门|科室|处室)[:：]((?:[^()（）。]|[(（][^()（）]*[)）])+)' %}
{% set between = '[,，;；、]+ *(?:(?:责任|牵头|承办|落实|配合)(?:单位|部门|科室|处室)[:：])?' %}
{% set leading_number = '^ *(?:[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,3}[）)][.．、]?|[一二三四五六七八九十]{1,3}[、是]|其[一二三四五六][，,是]|第[一二三四五六][，,]) *' %}
{% set lead_in = '^ *(?:(?:下一?步|下阶段|下半年|来年|明年)(?:工作)?[，,。:：]?(?:我局|我们|该队|请各地)?将?|20[0-9]{2}年[，,]?(?:我局|我们)?(?:计划|将))' %}
{% set no_task = '组织(领导|保障|实施)|保障措施|(工作|有关|相关|总体|活动)要求|(工作|总体|行动|主要)目标|指导思想|基本原则|步骤|进度|(检查|抽查)(对象|主体|方式|比例|依据|内容)|适用|人员(数量|情况)|工作日|测算|时间安排' %}
{% set point = '^ *([一二三四五六七八九十]{1,2}是|其[一二三四五六]|第[一二三四五六]|[（(][0-9])' %}

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
            and not {{ matches('items.chapter', no_task) }}
        )

),

pieces as (

    select
        *,
        {{ explode(points_of('evidence')) }} as piece
    from tasks
    where not is_numbered

),

counted as (

    select
        *,
        sum(case when {{ matches('piece', point) }} then 1 else 0 end)
            over (partition by report_key, char_start) as point_count
    from pieces

),

told as (

    select
        report_key,
        agency_key,
        report_kind,
        report_year,
        plan_start_year,
        plan_end_year,
        section,
        heading,
        names_units,
        evidence,
        char_start
    from tasks
    where is_numbered
    union all
    select
        report_key,
        agency_key,
        report_kind,
        report_year,
        plan_start_year,
        plan_end_year,
        section,
        case when point_count < 2 then heading end as heading,
        names_units,
        case when point_count < 2 then evidence else trim(piece) end as evidence,
        case when point_count < 2 then char_start else char_start + {{ position_of('trim(piece)', 'evidence') }} - 1 end
            as char_start
    from counted
    where point_count < 2 or {{ matches('piece', point) }}

),

-- What is due 年底前 is due in the one year that the plan is for; of a plan of several years it is left open.
dated as (

    select
        *,
        case
            when report_kind <> 'plan' then report_year + 1
            when coalesce(plan_end_year, report_year) = coalesce(plan_start_year, report_year) then report_year
        end as due_year
    from (select distinct * from told) as each

),

final as (

    select
        report_key,
        agency_key,
        cast(row_number() over (partition by report_key order by char_start) as integer) as task_no,

        section,
        case
            when length(heading) < length(evidence) and length(heading) <= 40 and not {{ matches('heading', '[。；;].') }}
                then {{ replace_all(replace_all('heading', leading_number, ''), '[。；;：: ]+$', '') }}
            else {{ extract(replace_all(replace_all('evidence', leading_number, ''), lead_in, ''), '^([^。，,；;：:]+)') }}
        end as title,
        evidence as text,
        case
            when names_units then
                {{ replace_in_list(
                    split_text(replace_all(extract('evidence', units), '([县市区])、([县市区])', '\\1·\\2'), between),
                    '·', '、') }}
        end as responsible_units,
        {{ day_due('evidence', 'due_year') }} as due_date,

        evidence,
        char_start,
        char_start + length(evidence) as char_end
    from dated

)

select * from final
