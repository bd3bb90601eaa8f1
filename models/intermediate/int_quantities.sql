-- Quantities and statements in one, with the key of the context that rules look at.
{{ config(materialized='view') }} -- everything in it stands in staging already

with quantities as (

    select * from {{ ref('stg_raw__quantity') }}

),

statements as (

    select * from {{ ref('stg_raw__statement') }}

),

together as (

    select * from quantities
    union all
    select * from statements

),

final as (

    select
        *,
        {{ hash_key([
            'label', 'context', 'lead_text', 'trail_text', 'section', 'counted_unit', 'counted_counter', 'kind',
            'source_type'
        ]) }}
            as context_key
    from together

)

select * from final
