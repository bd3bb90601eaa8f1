-- Observations as reading and rules state them: what is left of the mapping once parts that stand beside their
-- total have lost its metric. No person has corrected anything here: this is where the original stays.
with mapped as (

    select * from {{ ref('int_mapped') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

reports as (

    select report_key, report_kind from {{ ref('int_reports') }}

),

-- news tells of one operation after the other, none of them the total of the next
totals as (

    select mapped.report_key, mapped.metric_code, coalesce(mapped.year, 0) as year, mapped.kind, max(mapped.value) as value
    from mapped
    inner join reports on mapped.report_key = reports.report_key
    where
        mapped.metric_code is not null and mapped.coverage <> 'partial' and mapped.kind <> 'change'
        and reports.report_kind in ('annual_report', 'statistics', 'plan')
    group by mapped.report_key, mapped.metric_code, coalesce(mapped.year, 0), mapped.kind

),

judged as (

    select
        mapped.*,
        mapped.kind <> 'change'
        and (
            mapped.states_parents_metric
            or (mapped.coverage = 'partial' and metrics.is_additive = 1 and totals.report_key is not null)
        ) as is_beside_total
    from mapped
    left join metrics on mapped.metric_code = metrics.metric_code
    left join totals
        on
            mapped.report_key = totals.report_key
            and mapped.metric_code = totals.metric_code
            and coalesce(mapped.year, 0) = totals.year
            and mapped.kind = totals.kind
            and mapped.value <= totals.value

),

ranked as (

    select
        *,
        case when is_beside_total then cast(null as {{ dbt.type_string() }}) else metric_code end as kept_metric_code,
        row_number() over (
            partition by quantity_key
            order by coalesce(is_beside_total, false), slot_no, metric_code
        ) as place
    from judged

),

kept as (

    select *
    from ranked
    where
        not coalesce(is_beside_total, false)
        or (place = 1 and source_type = 'quantity')

),

keyed as (

    select
        *,
        {{ hash_key(['quantity_key', 'kept_metric_code']) }} as observation_key
    from kept

),

firsts as (

    select report_key, value_start, observation_key
    from keyed
    where place = 1 and source_type = 'quantity'

),

lines as (

    select
        keyed.*,
        case
            when metrics.fact is null or metrics.fact <> 'fct_hotline_tickets' then null
            when metrics.unit <> 'ratio' and metrics.fact_kind <> 'other' then metrics.fact_kind
            when keyed.lines_named is null or keyed.lines_named = '' or keyed.lines_named like '%,%'
                then metrics.fact_kind
            when metrics.unit <> 'ratio' and keyed.lines_named in ('12345', '12328') then metrics.fact_kind
            else keyed.lines_named
        end as hotline
    from keyed
    left join metrics on keyed.kept_metric_code = metrics.metric_code

),

final as (

    select
        lines.observation_key,
        lines.quantity_key,
        lines.report_key,
        lines.kept_metric_code as metric_code,
        parents.observation_key as parent_observation_key,
        denominators.observation_key as denominator_observation_key,

        lines.label,
        lines.counter,
        lines.value,
        lines.unit,
        lines.raw,
        lines.year,
        lines.period_start,
        lines.period_end,
        lines.kind,
        lines.change_type,
        lines.base_year,
        lines.comparator,
        lines.scope,
        lines.subject,
        lines.coverage,
        lines.recurrence,
        lines.hotline,
        lines.source_form,
        lines.source_type,
        coalesce(lines.is_beside_total, false) as is_beside_total,

        lines.section,
        lines.char_start,
        lines.char_end,
        lines.value_start,
        lines.value_end,
        lines.part_no,
        case when lines.kept_metric_code is not null then lines.rule_id end as rule_id
    from lines
    left join firsts as parents
        on lines.report_key = parents.report_key and lines.parent_start = parents.value_start
    left join firsts as denominators
        on lines.report_key = denominators.report_key and lines.denominator_start = denominators.value_start

)

select * from final
