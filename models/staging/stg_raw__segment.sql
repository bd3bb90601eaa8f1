-- Headings, sentences and table rows of the texts that are in the warehouse.
with segments as (

    select * from {{ source('raw', 'segment') }}

),

documents as (

    select report_key, text_hash from {{ ref('stg_raw__document') }}

),

final as (

    select
        documents.report_key,
        segments.segment_no,

        segments.role,
        segments.level,
        segments.paragraph_no,
        coalesce(segments.section, '') as section,
        segments.text,

        segments.char_start,
        segments.char_end
    from segments
    inner join documents on segments.text_hash = documents.text_hash

)

select * from final
