-- What could not be read or landed, and why.
with rejects as (

    select * from {{ source('raw', 'reject') }}

),

final as (

    select
        {{ hash_key(['source_path', 'stage', 'reason', 'row_json']) }} as reject_key,
        source_path,
        stage,
        reason,
        message,
        byte_hash,
        byte_count,
        row_json,
        text_hash
    from rejects

)

select * from final
