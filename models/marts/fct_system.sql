-- Information systems and platforms that a report names, and what it says happened to them: names in quotation marks,
-- names behind a word of building or using, lists (“...、...”等系统). The clause of the name says what happened.
{% set kinds = '(?:平台|系统|一张图|数据库|小程序|APP|App|智控|驾驶舱|大脑)' %}
{% set about = '智能|智慧|数字|数智|信息|监管|监测|监控|治超|预警|指挥|视频|视联|卡口|检测|联网|大数据|感知|调度|追溯|信用|网上|在线|一体化|数据|一张图|办案|智控|睿控|采集|码' %}
{% set quoted = '[“"《]([^“”"《》]{2,40}(?:' ~ kinds ~ '|应用|码)(?:[(（][^)）]{1,4}[)）])?(?:[0-9.]+版?)?)[”"》]' %}
{% set quoted_before_kind = '([“"][^“”"、]{2,20}[”"][^“”"，,。；;：:、的]{0,8}?(?:平台|系统|小程序|APP))' %}
{% set quoted_project = '[“"《]([^“”"《》]{2,40})[”"》](?:统建|试点)?项目' %}
{% set verb = '(?:依托|运用|利用|借助|使用|启用|用好|推广应用|应用|推广|上线|开发|研发|建设|建成|搭建|打造|升级|接入|完成|建立起?|构建|开通|整合|优化|完善)(?:使用|应用|运行)?(?:了|起)?(?:统一的|基于[^，,。；;]{2,20}上的)?' %}
{% set bare = verb ~ '((?:全国|全省|全市)?[^“”"《》，,。；;：:、的和与及了将已在]{2,24}?' ~ kinds ~ '(?:项目)?(?:[(（][^)）]{1,4}[)）])?)' %}
{% set opening = '^ *((?:数字|智慧|智能|信用)[^“”"《》，,。；;：:、的和与及]{1,10}(?:平台|系统))' %}
{% set listed = '[“"]([^“”"]{2,60}、[^“”"]{2,30})[”"]等(?:业务|信息|管理)?(?:系统|平台|应用)' %}
{% set no_system = '^(全国|全省|全市|全县|全区|本|该|各|交通|运输|综合|行政|执法|公共|政务|城管|工作|管理|和|与|及|系统)*(平台|系统|应用|码)$|公众号|媒体|报$|号码|密码|^[^”]*(加强|推进|部门)' %}

with segments as (

    select * from {{ ref('int_segments') }}

),

clauses as (

    select
        *,
        {{ explode(split_text('text', '[，,；;。]')) }} as clause
    from segments

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
    select *, {{ explode(split_text(extract('text', listed), '、')) }} as named_as
    from (
        select *, text as clause from segments where {{ matches('text', listed) }}
    ) as lists
),

final as (select * from named)

select * from final
