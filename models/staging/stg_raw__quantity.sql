-- Numbers that count or measure something, of the texts that are in the warehouse.
with quantities as (

    select * from {{ source('raw', 'quantity') }}

),

documents as (

    select report_key, text_hash from {{ ref('stg_raw__document') }}

),

final as (

    select
        {{ hash_key(['documents.report_key', 'quantities.value_start', 'quantities.part_no']) }} as quantity_key,
        documents.report_key,
        quantities.value_start,
        quantities.part_no,

        quantities.raw,
        quantities.value,
        quantities.unit,
        quantities.counter,
        quantities.comparator,
        quantities.kind,
        quantities.change_type,
        quantities.year,
        quantities.base_year,
        quantities.period_start,
        quantities.period_end,
        coalesce(quantities.is_part_year, false) as is_part_year,
        quantities.recurrence,
        quantities.scope,
        quantities.subject,
        quantities.subset_marker,
        quantities.label,
        quantities.context,
        quantities.lead as lead_text,
        quantities.trail as trail_text,
        quantities.counted_unit,
        quantities.counted_counter,
        quantities.lines_named,
        quantities.parent_start,
        quantities.denominator_start,
        quantities.source_form,
        quantities.section,

        quantities.segment_no,
        quantities.char_start,
        quantities.char_end,
        quantities.value_end,
        cast('quantity' as {{ dbt.type_string() }}) as source_type
    from quantities
    inner join documents on quantities.text_hash = documents.text_hash

)

select * from final
