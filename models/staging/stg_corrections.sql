-- Corrections by people: those of the project (seeds/corrections.csv) and those of this warehouse (its corrections.csv).
with of_project as (

    select * from {{ ref('corrections') }}

),

of_warehouse as (

    select * from {{ own_corrections() }}

),

withdrawn as (

    select distinct report_id from {{ source('raw', 'document') }} where coalesce(is_withdrawn, false)

),

together as (

    select *, 'seeds/corrections.csv' as source_file from of_project
    union all
    select *, 'corrections.csv of the warehouse' as source_file from of_warehouse

),

final as (

    select
        {{ hash_key(['together.report_id'] + (correction_columns().keys() | list)[1:] + ['source_file']) }} as correction_key,
        together.report_id,
        withdrawn.report_id is not null as is_about_withdrawn,
        coalesce(action, 'correct') as action,
        evidence,
        raw,

        expected_metric_code,
        expected_value,

        corrected_metric_code,
        corrected_value,
        corrected_year,
        corrected_kind,
        corrected_scope,
        corrected_coverage,

        corrected_by,
        corrected_on,
        reason,
        source_file
    from together
    left join withdrawn on together.report_id = withdrawn.report_id

)

select * from final
