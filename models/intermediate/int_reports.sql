-- Versions of a report, ordered by published date and then by landing; one of them is current.
-- A version without a date keeps its place after the dated ones that landed before it.
with documents as (

    select * from {{ ref('stg_raw__document') }}

),

dated as (

    select
        *,
        max(published_date) over (
            partition by report_id
            order by landing_seq
            rows between unbounded preceding and current row
        ) as latest_date_before
    from documents

),

final as (

    select
        report_key,
        report_id,
        text_hash,
        issuer_name,
        admin_code,
        title,
        report_kind,
        report_year,
        plan_start_year,
        plan_end_year,
        published_date,
        cast(
            row_number() over (
                partition by report_id
                order by coalesce(published_date, latest_date_before, date '0001-01-01'), landing_seq
            ) as integer
        ) as version,
        row_number() over (
            partition by report_id
            order by coalesce(published_date, latest_date_before, date '0001-01-01') desc, landing_seq desc
        ) = 1 as is_current
    from dated

)

select * from final
