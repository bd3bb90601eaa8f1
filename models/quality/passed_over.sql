-- Numbers that are no quantity, by the rule that says so.
with final as (

    select
        report_key,
        rule,
        raw,
        value_start,
        value_end,
        segment_no
    from {{ ref('stg_raw__passed_over') }}

)

select * from final
