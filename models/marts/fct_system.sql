-- Information systems and platforms that a report names in quotation marks, and what it says happened to them.
{% set named = '[“"《]([^“”"《》]{2,40}(?:平台|系统|应用|码|一张图|数据库|小程序|APP|App))(?:[0-9.]+版?)?[”"》]' %}

with segments as (

    select * from {{ ref('int_segments') }}

),

mentions as (

    select
        *,
        {{ explode(extract_all('text', named)) }} as system_name
    from segments

),

told as (

    select
        *,
        case
            when part = 'planned' then 'planned'
            when {{ matches('text', '升级|迭代|改版') }} then 'upgraded'
            when {{ matches('text', '上线|启用|正式应用|投入使用|试运行') }} then 'launched'
            when {{ matches('text', '建成|建设|开发|研发|搭建|打造|立项') }} then 'built'
            else 'in_use'
        end as event
    from mentions

),

ranked as (

    select
        *,
        row_number() over (partition by report_key, system_name, event order by char_start) as place
    from told

),

final as (

    select
        report_key,
        agency_key,
        system_name,
        event,
        case when event in ('built', 'launched', 'upgraded') then {{ day_named('text', 'report_year') }} end as event_date,
        text as evidence,
        char_start,
        char_end
    from ranked
    where place = 1

)

select * from final
