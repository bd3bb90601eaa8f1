-- Numbers that are no quantity, of the texts that are in the warehouse.
with passed_over as (

    select * from {{ source('raw', 'passed_over') }}

),

documents as (

    select report_key, text_hash from {{ ref('stg_raw__document') }}

),

final as (

    select
        documents.report_key,
        passed_over.segment_no,
        passed_over.rule,
        passed_over.raw,
        passed_over.value_start,
        passed_over.value_end
    from passed_over
    inner join documents on passed_over.text_hash = documents.text_hash

)

select * from final
