-- Instruments that the agency issued: titles, in brackets or without, behind a word of issuing or before it. What is
-- only cited, studied or planned, laws, and papers of single cases (《...告知书》310份) are none.
{% set together = '(?:联合|正式|研究|组织|及时|调整|制定|编制|修订)*' %}
{% set issuing = together ~ '(?:印发|制定|制订|制发|出台|发布|下发|颁布|修订|编制|签订|签署|完善|升级)(?:并?印发|完善|出台|发布|实施)?了?' %}
{% set issuing_bare = together ~ '(?:印发|制定|制订|制发|出台|发布|下发|修订|编制)(?:并?印发|完善|出台|发布)?了?' %}
{% set title = '《[^》]+》(?:[(（][^)）]*[)）])?' %}
{% set titles = '(?:' ~ title ~ '[、和及以与]{0,2})+' %}
{% set behind = '([^，,。；;：:《》]*' ~ issuing ~ '(?:[^。；;《》，,的、)）][^。；;《》，,]{0,13})?' ~ titles ~ '[^，,。；;《》]{0,6})' %}
{% set before = '([^，,。；;：:《》]*' ~ titles ~ '[，,]?[^。；;《》，,]{0,24}(?:编制完成|(?:正式|联合|统一)(?:印发|出台|发布|施行|启用|使用)|印发))' %}
{% set printed = '(' ~ title ~ '[^《。；;]{0,40}现(?:将|予|联合)?印发|现将' ~ title ~ '(?:予以)?印发)' %}
{% set kinds = '(?:方案|办法|要点|计划|规划|细则|指引|指南|规程|预案|目录|清单|备忘录|意见)' %}
{% set bare = issuing_bare ~ '([^，,。；;：:《》的]+?' ~ kinds ~ ')(?:[，,。；;、并及和共]|$)' %}
{% set beside = '》(?:[(（][^)）]*[)）])?[和及、]([^，,。；;：:《》0-9的]{3,30}?' ~ kinds ~ ')(?:[，,。；;并共]|$)' %}
{% set not_own = '参与|配合|协助|推动|学习|宣传|宣贯|贯彻|建议|拟|计划|列入|未|没有|上级|获|(印发|制定|出台|发布|制发|下发|修订)的' %}
{% set single = '》[)）]?(配套|建设|的(学习|宣传|要求|规定)|等?[0-9.]+余?万?[份本册件张])' %}
{% set no_instrument = '((^|[^办])法|条例|章程|(告知|通知|意见|建议|决定|承诺|倡议|责任|催告|白皮)书|证|手册|倡议|信)$|标语|解读' %}
{% set vague = '^(年度|具体|详细|相应|专门|专项|本|该|此|相关|有关|培训|实施|工作|活动|整改|应急|责任|任务|问题|检查|抽查|如下|个性化|针对性|切实可行)*' ~ kinds ~ '$|^[0-9一二三四五六七八九十]+(项|件|个|份|部|系列)|落实|推动|开展|推进|按照|根据|规范性文件|征求|^前' %}

with segments as (

    select * from {{ ref('int_segments') }}

),

quoted as (

    select *, {{ explode(extract_all('text', behind)) }} as passage from segments where part = 'done'
    union all
    select *, {{ explode(extract_all('text', before)) }} as passage from segments where part = 'done'

),

own as (

    select *
    from quoted
    where not {{ matches(extract('passage', '^([^《]*)'), not_own) }} and not {{ matches('passage', single) }}

),

bare as (

    select *, {{ explode(extract_all('text', '([^，,。；;：:《》]*' ~ bare ~ ')')) }} as passage
    from segments
    where part = 'done' and role <> 'heading'

),

-- What a report prints is issued with it, on its date.
mentions as (

    select *, {{ explode(extract_all('passage', '《([^》]+)》')) }} as document_title, false as is_printed
    from own
    union all
    select *, {{ explode(extract_all('text', beside)) }} as document_title, false as is_printed
    from own
    union all
    select *, {{ extract('passage', bare) }} as document_title, false as is_printed
    from bare
    where
        not {{ matches(extract('passage', '^(.*?)' ~ issuing_bare), not_own) }}
        and not {{ matches(extract('passage', bare), vague) }}
    union all
    select
        *,
        {{ extract('text', printed) }} as passage,
        {{ explode(extract_all(extract('text', printed), '《([^》]+)》')) }} as document_title,
        true as is_printed
    from segments
    where {{ matches('text', printed) }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by report_key, document_title
            order by case when is_printed then 0 else 1 end, char_start
        ) as place
    from mentions
    where not {{ matches('document_title', no_instrument) }}

),

final as (

    select
        report_key,
        agency_key,
        document_title,
        case
            when is_printed then published_date
            else {{ day_or_month_named(replace_all('passage', '《[^》]*》', ''), 'report_year') }}
        end as event_date,
        text as evidence,
        char_start,
        char_end
    from ranked
    where place = 1

)

select * from final
