-- What the warehouse knows how to compare.
with metrics as (

    select * from {{ ref('metrics') }}

),

final as (

    select
        metric_code,
        family,
        name_zh,
        unit,
        fact,
        fact_kind,
        is_additive,
        definition,
        description_zh
    from metrics

)

select * from final
