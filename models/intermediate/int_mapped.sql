-- Quantities with the metrics that they state (one row with none while unmapped; statements only where mapped),
-- and how much of the issuer's work each covers: a part of a total that states the same metric is partial, a part
-- that is a metric of its own (简易程序 of all cases) covers what its total covers.
{% set only_lists = '^(其中|包括|含|包含|分别|具体)' %}

with quantities as (

    select * from {{ ref('int_quantities') }}

),

mapping as (

    select * from {{ ref('int_mapping') }}

),

mapped as (

    select
        quantities.*,
        mapping.metric_code,
        mapping.slot_no,
        mapping.rule_id,
        mapping.rule_coverage
    from quantities
    left join mapping on quantities.context_key = mapping.context_key
    where quantities.source_type = 'quantity' or mapping.metric_code is not null

),

beside_parents as (

    select
        mapped.*,
        coalesce(parents.metric_code is not null, false) as states_parents_metric
    from mapped
    left join mapped as parents
        on
            mapped.report_key = parents.report_key
            and mapped.parent_start = parents.value_start
            and mapped.metric_code = parents.metric_code
            and parents.source_type = 'quantity'

),

marked as (

    select
        *,
        coalesce(rule_coverage, '') = 'partial'
        or states_parents_metric
        or (parent_start is not null and metric_code is null)
        or (
            subset_marker is not null
            and (parent_start is null or not {{ matches('subset_marker', only_lists) }})
        ) as is_part
    from beside_parents

),

parts as (

    select distinct report_key, value_start
    from marked
    where is_part and source_type = 'quantity'

),

final as (

    select
        marked.*,
        case
            when marked.is_part or parts.report_key is not null then 'partial'
            when
                marked.is_part_year
                or (
                    (marked.period_start is not null or marked.period_end is not null)
                    and not (
                        coalesce(extract(month from marked.period_start), 1) = 1
                        and coalesce(extract(day from marked.period_start), 1) = 1
                        and coalesce(extract(month from marked.period_end), 12) = 12
                        and coalesce(extract(day from marked.period_end), 31) = 31
                        and coalesce(extract(year from marked.period_start), extract(year from marked.period_end))
                        = coalesce(extract(year from marked.period_end), extract(year from marked.period_start))
                    )
                )
                then 'period'
            else 'whole'
        end as coverage
    from marked
    left join parts
        on marked.report_key = parts.report_key and marked.parent_start = parts.value_start

)

select * from final
