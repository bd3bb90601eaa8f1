-- The texts that are in the warehouse, with their content; a withdrawn report stays landed and is left out here.
with documents as (

    select * from {{ source('raw', 'document') }}

),

final as (

    select
        report_key,
        report_id,
        text_hash,

        source_path,
        source_url,
        retrieved_at,
        title,
        issuer_name,
        issuer_source,
        admin_code,
        report_kind,
        report_year,
        plan_start_year,
        plan_end_year,
        document_number,
        published_date,
        char_count,
        content_text,

        landing_seq,
        reader_version
    from documents
    where not coalesce(is_withdrawn, false)

)

select * from final
