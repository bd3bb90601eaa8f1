-- What a chapter of plans or of shortcomings lists: an item goes from one number to the next; in a chapter without
-- numbers each paragraph is one. Where a numbered heading and its text share a paragraph, the item is that paragraph
-- (and a line that names its units).
{% set names_units = '(责任|牵头|承办|落实)(单位|部门|科室|处室)[:：]' %}

with segments as (

    select * from {{ ref('int_segments') }} where part in ('planned', 'wanting')

),

documents as (

    select report_key, content_text from {{ ref('stg_raw__document') }}

),

numbered as (

    select
        *,
        max(case when is_numbered then 1 else 0 end) over (partition by report_key, part, chapter) = 1
            as chapter_has_numbers,
        {{ matches('text', names_units) }} as names_units,
        max(case when is_numbered then 1 else 0 end) over (partition by report_key, part, chapter, paragraph_no) = 1
            as paragraph_has_number,
        row_number() over (
            partition by report_key, part, chapter, paragraph_no, case when role = 'heading' then 1 else 0 end
            order by char_start
        ) as place_in_paragraph
    from segments

),

started as (

    select
        *,
        sum(
            case
                when is_numbered then 1
                when role = 'heading' or paragraph_has_number or place_in_paragraph > 1 then 0
                when not chapter_has_numbers or part = 'wanting' then 1
                else 0
            end
        ) over (partition by report_key, part, chapter order by char_start rows unbounded preceding) as item_no
    from numbered

),

framed as (

    select
        *,
        min(paragraph_no) over (partition by report_key, part, chapter, item_no) as first_paragraph,
        max(case when role <> 'heading' then paragraph_no else -1 end) over (
            partition by report_key, part, chapter, item_no, paragraph_no
        ) as text_paragraph
    from started
    where item_no > 0

),

inlined as (

    select
        *,
        max(case when text_paragraph = first_paragraph then 1 else 0 end) over (
            partition by report_key, part, chapter, item_no
        ) = 1 as is_inline
    from framed

),

spans as (

    select
        report_key,
        agency_key,
        part,
        chapter,
        item_no,
        max(report_kind) as report_kind,
        max(report_year) as report_year,
        max(plan_start_year) as plan_start_year,
        max(plan_end_year) as plan_end_year,
        max(section) as section,
        max(case when is_numbered then 1 else 0 end) = 1 as is_numbered,
        max(case when role = 'heading' then text end) as heading,
        max(case when role <> 'heading' then 1 else 0 end) = 1 as has_text,
        max(case when names_units then 1 else 0 end) = 1 as names_units,
        min(char_start) as char_start,
        max(char_end) as char_end
    from inlined
    where paragraph_no = first_paragraph or not is_inline or names_units
    group by report_key, agency_key, part, chapter, item_no

),

-- A heading that has headings below it only introduces them.
introduced as (

    select
        *,
        lead(section) over (partition by report_key, part, chapter order by item_no) as section_after
    from spans

),

final as (

    select
        introduced.report_key,
        introduced.agency_key,
        introduced.part,
        introduced.report_kind,
        introduced.report_year,
        introduced.plan_start_year,
        introduced.plan_end_year,
        introduced.chapter,
        introduced.section,
        introduced.heading,
        introduced.is_numbered,
        introduced.names_units,
        {{ span('documents.content_text', 'introduced.char_start', 'introduced.char_end') }} as evidence,
        introduced.char_start,
        introduced.char_end
    from introduced
    inner join documents on introduced.report_key = documents.report_key
    where
        introduced.has_text
        or introduced.section_after is null
        or substring(introduced.section_after, 1, cast(length(introduced.section) + 3 as bigint))
        <> introduced.section || ' / '

)

select * from final
