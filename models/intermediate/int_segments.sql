-- Segments with what their headings and openings make of them: a report of what was done, a plan of what is to be
-- done, an admission of what is wanting, or advice to others.
{{ config(materialized='view') }} -- everything in it stands in staging already
{% set planned = '下一?步|打算|[^0-9]年(度)?(主要|重点)?工作?(安排|计划)|年.{0,14}(主要安排|重点安排|工作安排|工作计划|工作思路|思路|打算|安排)|今后|努力方向' %}
{% set wanting = '不足|存在.{0,6}(问题|困难)|主要问题|短板|薄弱环节|差距|问题(和|与|及)' %}
{% set mending = '补.{0,4}短板|短板.{0,4}补|(整改|解决|破解|聚焦|整治).{0,10}(问题|短板|差距)|专项整治' %}
{% set advice = '对.{0,24}(意见|建议)|工作建议' %}
{% set answered = '办理|提案|征求|反馈|整改|代表' %}
{% set turns_to_plans = '^ *([0-9]{1,2}[.．、]|[（(][一二三四五六七八九十]+[）)])?[^，,。；;：:]{0,6}(下一?步|下阶段|今后|针对(以上|上述|存在|这些)|20[0-9]{2}年?[^，,。；;：:]{0,10}(打算|安排|计划|思路))' %}
{% set goes_on_with_plans = '^ *(下一?步|下阶段|明年|来年|今后一个时期)[^。；;：:]{0,16}[，,：:]|^ *(来年|下半年)[^。；;]{0,24}将' %}
{% set mends = '^ *(针对(以上|上述|这些)|为此|20[0-9]{2}年)[^。；;]{0,16}(将|要)' %}
{% set goes_on_with_faults = '^ *(主要|存在的?)?(主要)?(不足|短板)(之处|和问题|与问题)?(主要)?(是|有|在于|[:：])|^ *(但是?|同时|当前)[，,]?[^。；;]{0,24}(存在|有)(着|一些|不少)?[^。；;]{0,10}(不足|问题|短板|差距)[^。；;]{0,12}[。：:]' %}
{% set sign_off = '^ *((20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)|(特此|以上)报告。?|(打印|分享|关闭|附件).{0,12}|[^，。,；;:：]{2,24}(局|委|厅|队|府|委员会)) *$' %}
{% set numbered = '^ *([0-9]{1,2}[.．、]|[（(][一二三四五六七八九十]+[）)])' %}

with segments as (

    select * from {{ ref('stg_raw__segment') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

agencies as (

    select * from {{ ref('int_report_agencies') }}

),

placed as (

    select
        *,
        trim({{ extract('section', '^([^/]*)') }}) as chapter,
        {{ matches('section', planned) }} as under_plans,
        {{ matches('section', wanting) }} and not {{ matches('section', mending) }} as under_faults,
        {{ matches('section', advice) }} and not {{ matches('section', answered) }} as under_advice
    from segments

),

-- A chapter of both (存在的问题和下一步打算) turns from one to the other; so does a paragraph without a heading.
turned as (

    select
        *,
        max(case when {{ matches('text', turns_to_plans) }} and text <> chapter then 1 else 0 end) over (
            partition by report_key, chapter order by segment_no rows unbounded preceding
        ) = 1 as after_turn,
        max(case when role <> 'heading' and ({{ matches('text', goes_on_with_plans) }} or (under_faults and {{ matches('text', mends) }})) then 1 else 0 end) over (
            partition by report_key, paragraph_no order by segment_no rows unbounded preceding
        ) = 1 as goes_on_with_plans,
        max(case when role <> 'heading' and {{ matches('text', goes_on_with_faults) }} then 1 else 0 end) over (
            partition by report_key, paragraph_no order by segment_no rows unbounded preceding
        ) = 1 as goes_on_with_faults
    from placed

),

final as (

    select
        turned.report_key,
        agencies.agency_key,
        turned.segment_no,
        turned.role,
        turned.level,
        turned.paragraph_no,
        turned.section,
        turned.text,
        turned.char_start,
        turned.char_end,
        reports.report_kind,
        reports.report_year,
        reports.plan_start_year,
        reports.plan_end_year,
        reports.published_date,
        case
            when reports.report_kind = 'plan' then 'planned'
            when turned.under_advice and not turned.under_plans then 'advised'
            when turned.under_plans and turned.under_faults and not (turned.after_turn or turned.goes_on_with_plans)
                then 'wanting'
            when turned.under_plans then 'planned'
            when turned.under_faults and turned.goes_on_with_plans then 'planned'
            when turned.under_faults then 'wanting'
            when turned.goes_on_with_plans then 'planned'
            when turned.goes_on_with_faults then 'wanting'
            else 'done'
        end as part,
        turned.chapter,
        {{ matches('turned.text', numbered) }} and not (turned.role = 'heading' and turned.level < 2) as is_numbered
    from turned
    inner join reports on turned.report_key = reports.report_key
    inner join agencies on turned.report_key = agencies.report_key
    where
        reports.is_current
        and not (turned.role <> 'heading' and {{ matches('turned.text', sign_off) }})

)

select * from final
