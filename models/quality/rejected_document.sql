-- Documents and rows that could not be read or landed, and why.
with final as (

    select
        reject_key,
        source_path,
        stage,
        reason,
        message,
        byte_hash,
        byte_count,
        row_json,
        text_hash
    from {{ ref('stg_raw__reject') }}

)

select * from final
