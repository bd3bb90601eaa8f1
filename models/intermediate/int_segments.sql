-- Segments with what their headings make of them: a report of what was done, a plan of what is to be done, or an
-- admission of what is wanting.
{{ config(materialized='view') }} -- everything in it stands in staging already
{% set planned = '下一步|打算|[^0-9]年(度)?(主要|重点)?工作?(安排|计划)|年.{0,14}(主要安排|工作安排|工作计划|工作思路)|今后|努力方向' %}
{% set wanting = '不足|存在.{0,6}问题|短板|薄弱环节|差距' %}
{% set sign_off = '^ *((20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)|特此报告。?|(打印|分享|关闭|附件).{0,12}|[^，。,；;:：]{2,24}(局|委|厅|队|府|委员会)) *$' %}
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

final as (

    select
        segments.report_key,
        agencies.agency_key,
        segments.segment_no,
        segments.role,
        segments.level,
        segments.paragraph_no,
        segments.section,
        segments.text,
        segments.char_start,
        segments.char_end,
        reports.report_kind,
        reports.report_year,
        reports.plan_start_year,
        case
            when reports.report_kind = 'plan' then 'planned'
            when {{ matches('segments.section', planned) }} then 'planned'
            when {{ matches('segments.section', wanting) }} then 'wanting'
            else 'done'
        end as part,
        trim({{ extract('segments.section', '^([^/]*)') }}) as chapter,
        {{ matches('segments.text', numbered) }} and not (segments.role = 'heading' and segments.level < 2) as is_numbered
    from segments
    inner join reports on segments.report_key = reports.report_key
    inner join agencies on segments.report_key = agencies.report_key
    where
        reports.is_current
        and not (segments.role <> 'heading' and {{ matches('segments.text', sign_off) }})

)

select * from final
