-- Denials and totalities in words, of the texts that are in the warehouse.
with statements as (

    select * from {{ source('raw', 'statement') }}

),

documents as (

    select report_key, text_hash from {{ ref('stg_raw__document') }}

),

final as (

    select
        {{ hash_key(['documents.report_key', 'statements.value_start', 'statements.part_no']) }} as quantity_key,
        documents.report_key,
        statements.value_start,
        statements.part_no,

        statements.raw,
        statements.value,
        statements.unit,
        statements.counter,
        statements.comparator,
        statements.kind,
        statements.change_type,
        statements.year,
        statements.base_year,
        statements.period_start,
        statements.period_end,
        coalesce(statements.is_part_year, false) as is_part_year,
        statements.recurrence,
        statements.scope,
        statements.subject,
        statements.subset_marker,
        statements.label,
        statements.context,
        statements.lead as lead_text,
        statements.trail as trail_text,
        statements.counted_unit,
        statements.counted_counter,
        statements.lines_named,
        statements.parent_start,
        statements.denominator_start,
        statements.source_form,
        statements.section,

        statements.segment_no,
        statements.char_start,
        statements.char_end,
        statements.value_end,
        statements.polarity as source_type
    from statements
    inner join documents on statements.text_hash = documents.text_hash

)

select * from final
