-- Instruments that the agency issued: titles that stand behind a word of issuing, or before it (现将《...》印发).
{% set issuing = '印发|制定|出台|发布|下发|修订|编制|签订|拟定|完善' %}
{% set behind = '(?:' ~ issuing ~ ')了?[^。；;《》，,]{0,12}((?:《[^》]+》(?:[(（][^)）]*[)）])?[、和及以与]{0,2})+)' %}
{% set before = '将(《[^》]+》)(?:[(（][^)）]*[)）])?印发' %}

with segments as (

    select * from {{ ref('int_segments') }}

),

passages as (

    select *, {{ explode(extract_all('text', behind)) }} as titles from segments where part = 'done'
    union all
    select *, {{ explode(extract_all('text', before)) }} as titles from segments

),

mentions as (

    select
        *,
        {{ explode(extract_all('titles', '《([^》]+)》')) }} as document_title
    from passages

),

ranked as (

    select
        *,
        row_number() over (partition by report_key, document_title order by char_start) as place
    from mentions

),

final as (

    select
        report_key,
        agency_key,
        document_title,
        {{ day_named('text', 'report_year') }} as event_date,
        text as evidence,
        char_start,
        char_end
    from ranked
    where place = 1

)

select * from final
