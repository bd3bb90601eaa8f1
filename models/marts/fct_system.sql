-- Information systems and platforms that a report names, and what it says happened to them: names in quotation marks,
-- names behind a word of building or using, lists (“...、...”等系统). The clause of the name says what happened.
{% set kinds = '(?:平台|系统|一张图|数据库|小程序|APP|App|智控|驾驶舱|大脑)' %}
{% set about = '智能|智慧|数字|数智|信息|监管|监测|监控|治超|预警|指挥|视频|视联|卡口|检测|联网|大数据|感知|调度|追溯|信用|网上|在线|一体化|数据|一张图|办案|智控|睿控|采集|公示|码' %}
{% set quoted = '[“"《]([^“”"《》]{2,40}(?:' ~ kinds ~ '|应用|码)(?:[(（][^)）]{1,4}[)）])?(?:[0-9.]+版?)?)[”"》]' %}
{% set quoted_before_kind = '([“"][^“”"、]{2,20}[”"][^“”"，,。；;：:、的]{0,8}?(?:平台|系统|小程序|APP))' %}
{% set quoted_project = '[“"《]([^“”"《》]{2,40})[”"》](?:统建|试点)?项目' %}
{% set verb = '(?:依托|运用|利用|借助|使用|启用|用好|推广应用|应用|推广|上线|开发|研发|建设|建成|搭建|打造|升级|接入|完成|建立起?|构建|开通|整合|优化|完善)(?:使用|应用|运行)?(?:了|起)?(?:(?:全国|全省|全市|全县|全区)?统一的|基于[^，,。；;]{2,20}上的)?' %}
{% set bare = verb ~ '((?:全国|全省|全市)?[^“”"《》，,。；;：:、的和与及了将已在]{2,24}?' ~ kinds ~ '(?:项目)?(?:[(（][^)）]{1,4}[)）])?)' %}
{% set opening = '^ *((?:数字|智慧|智能|信用)[^“”"《》，,。；;：:、的和与及]{1,10}(?:平台|系统))' %}
{% set listed = '[“"]([^“”"]{2,60}、[^“”"]{2,30})[”"]等(?:业务|信息|管理)?(?:系统|平台|应用)' %}
{% set listed_apps = '(?:开展|推广|应用|上线|使用)([^“”《》，,。；;、]{2,14}(?:、[^“”《》，,。；;、]{2,14})+)等(?:省级|市级|国家级|数字化)+应用' %}
{% set no_system = '^(全国|全省|全市|全县|全区|本|该|各|交通|运输|综合|行政|执法|公共|政务|城管|工作|管理|和|与|及|系统)*(平台|系统|应用|码)$|公众号|媒体|报$|号码|密码|^[^”]*(加强|推进|部门)' %}
{% set media = '微信|抖音|报刊|媒体|学习强国|网约车?平台|电商平台|短视频' %}
{% set to_come = '立项|拟(建|开发|上线)|计划(建设|开发|上线)|筹建|将(建|开发|上线|搭建)' %}
{% set started = '上线|启用|正式应用|全面应用|投入使用|试运行|开通|投用' %}
{% set made = '建成|建设|开发|研发|搭建|打造|建立|构建|完成' %}
{% set since = '^[^，,]{0,16}(上线|启用|投用|投入使用|试运行|运行)以来' %}

with segments as (

    select
        *,
        lead(text) over (partition by report_key, paragraph_no order by segment_no) as next_text,
        lead(char_end) over (partition by report_key, paragraph_no order by segment_no) as next_end
    from {{ ref('int_segments') }}
    where part <> 'advised'

),

documents as (

    select report_key, content_text from {{ ref('stg_raw__document') }}

),

clauses as (

    select *, {{ explode(split_text('text', '[，,；;。]')) }} as clause from segments

),

named as (

    select *, {{ explode(extract_all('clause', quoted)) }} as named_as from clauses
    union all
    select *, {{ explode(extract_all('clause', quoted_before_kind)) }} as named_as from clauses
    union all
    select *, {{ explode(extract_all('clause', quoted_project)) }} as named_as from clauses
    union all
    select *, {{ explode(extract_all('clause', bare)) }} as named_as from clauses
    union all
    select *, {{ explode(extract_all('clause', opening)) }} as named_as from clauses
    union all
    select *, text as clause, {{ explode(split_text(extract('text', listed), '、')) }} as named_as
    from segments
    where {{ matches('text', listed) }}
    union all
    select *, {{ explode(split_text(extract('clause', listed_apps), '、')) }} as named_as
    from clauses
    where {{ matches('clause', listed_apps) }}

),

mentions as (

    select
        *,
        {{ replace_all('named_as', '[“”"]', '') }} as system_name,
        {{ matches('next_text', since) }} as next_says_since
    from named
    where
        {{ matches('named_as', about) }}
        and not {{ matches(replace_all('named_as', '[“”"]', ''), no_system) }}
        and not {{ matches('clause', media) }}

),

told as (

    select
        *,
        case
            when part = 'planned' or {{ matches('clause', to_come) }} then 'planned'
            when {{ matches('clause', '升级|迭代|改版') }} then 'upgraded'
            when {{ matches('clause', started) }} then 'launched'
            when {{ matches('clause', made) }} then 'built'
            when {{ matches('clause', '依托|运用|利用|借助|通过|使用') }} then 'in_use'
            when {{ matches('text', started) }} then 'launched'
            else 'in_use'
        end as event,
        text as date_text,
        char_end as told_end
    from mentions
    union all
    -- The sentence that follows says since when it runs (5月17日上线以来).
    select
        *,
        'launched' as event,
        next_text as date_text,
        next_end as told_end
    from mentions
    where next_says_since

),

ranked as (

    select
        *,
        row_number() over (partition by report_key, system_name, event order by char_start, told_end) as place
    from told

),

final as (

    select
        ranked.report_key,
        ranked.agency_key,
        ranked.system_name,
        ranked.event,
        case
            when ranked.event in ('built', 'launched', 'upgraded')
                then {{ day_or_month_named('ranked.date_text', 'ranked.report_year') }}
        end as event_date,
        {{ span('documents.content_text', 'ranked.char_start', 'ranked.told_end') }} as evidence,
        ranked.char_start,
        ranked.told_end as char_end
    from ranked
    inner join documents on ranked.report_key = documents.report_key
    where ranked.place = 1

)

select * from final
