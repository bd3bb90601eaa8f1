-- Observations: what is stated, as people have corrected it. A fact that is none loses its metric; the number stays,
-- unless another metric of it does or it is a statement, which is nothing without one.
with stated as (

    select * from {{ ref('int_uncorrected') }}

),

corrections as (

    select * from {{ ref('int_corrections') }} where status = 'holds'

),

judged as (

    select
        stated.*,
        corrections.action,
        corrections.corrected_metric_code,
        corrections.corrected_value,
        corrections.corrected_year,
        corrections.corrected_kind,
        corrections.corrected_scope,
        corrections.corrected_coverage,
        corrections.corrected_unit,
        corrections.corrected_hotline,
        coalesce(corrections.corrected_metric_code <> coalesce(stated.metric_code, ''), false) as has_other_metric,
        coalesce(corrections.action = 'drop', false) as is_dropped
    from stated
    left join corrections
        on stated.observation_key = corrections.observation_key and corrections.action <> 'add'

),

ranked as (

    select
        *,
        row_number() over (
            partition by quantity_key
            order by case when is_dropped then 1 else 0 end, observation_key
        ) as place
    from judged

),

kept as (

    select
        *,
        case
            when is_dropped then null
            when has_other_metric then corrected_metric_code
            else metric_code
        end as kept_metric_code
    from ranked
    where not is_dropped or (place = 1 and source_type = 'quantity')

),

-- Keys of corrected observations before and after: totals and denominators are named by them.
renamed as (

    select
        ranked.observation_key,
        case when kept.observation_key is not null
            then {{ hash_key(['kept.quantity_key', 'kept.kept_metric_code']) }} end as new_key
    from ranked
    left join kept on ranked.observation_key = kept.observation_key
    where ranked.action is not null

),

corrected as (

    select
        {{ hash_key(['kept.quantity_key', 'kept.kept_metric_code']) }} as observation_key,
        kept.quantity_key,
        kept.report_key,
        kept.kept_metric_code as metric_code,
        case when parents.observation_key is null then kept.parent_observation_key else parents.new_key end
            as parent_observation_key,
        case when denominators.observation_key is null then kept.denominator_observation_key else denominators.new_key end
            as denominator_observation_key,

        kept.label,
        kept.counter,
        coalesce(kept.corrected_value, kept.value) as value,
        case
            when coalesce(kept.corrected_kind, kept.kind) = 'change' then kept.unit
            else coalesce(kept.corrected_unit, kept.unit)
        end as unit,
        kept.raw,
        coalesce(kept.corrected_year, kept.year) as year,
        kept.period_start,
        kept.period_end,
        coalesce(kept.corrected_kind, kept.kind) as kind,
        case when kept.corrected_kind is null then kept.change_type end as change_type,
        case when kept.corrected_kind is null then kept.base_year end as base_year,
        kept.comparator,
        coalesce(kept.corrected_scope, kept.scope) as scope,
        kept.subject,
        coalesce(kept.corrected_coverage, kept.coverage) as coverage,
        kept.recurrence,
        case
            when kept.is_dropped then null
            when kept.has_other_metric then kept.corrected_hotline
            else kept.hotline
        end as hotline,
        kept.source_form,
        kept.source_type,
        kept.is_beside_total and not kept.has_other_metric as is_beside_total,

        kept.section,
        kept.char_start,
        kept.char_end,
        kept.value_start,
        kept.value_end,
        kept.part_no,
        case when not kept.is_dropped and not kept.has_other_metric then kept.rule_id end as rule_id,
        kept.action is not null as is_corrected
    from kept
    left join renamed as parents on kept.parent_observation_key = parents.observation_key
    left join renamed as denominators on kept.denominator_observation_key = denominators.observation_key

),

-- Facts that reading and rules missed.
added as (

    select
        {{ hash_key(['quantity_key', 'corrected_metric_code']) }} as observation_key,
        quantity_key,
        report_key,
        corrected_metric_code as metric_code,
        cast(null as {{ dbt.type_string() }}) as parent_observation_key,
        cast(null as {{ dbt.type_string() }}) as denominator_observation_key,

        cast(null as {{ dbt.type_string() }}) as label,
        cast(null as {{ dbt.type_string() }}) as counter,
        corrected_value as value,
        corrected_unit as unit,
        raw,
        coalesce(corrected_year, report_year) as year,
        cast(null as date) as period_start,
        cast(null as date) as period_end,
        coalesce(corrected_kind, 'actual') as kind,
        cast(null as {{ dbt.type_string() }}) as change_type,
        cast(null as integer) as base_year,
        'eq' as comparator,
        coalesce(corrected_scope, 'unknown') as scope,
        cast(null as {{ dbt.type_string() }}) as subject,
        coalesce(corrected_coverage, 'whole') as coverage,
        cast(null as {{ dbt.type_string() }}) as recurrence,
        corrected_hotline as hotline,
        'text' as source_form,
        'quantity' as source_type,
        false as is_beside_total,

        cast(null as {{ dbt.type_string() }}) as section,
        char_start,
        char_end,
        value_start,
        value_end,
        0 as part_no,
        cast(null as {{ dbt.type_string() }}) as rule_id,
        true as is_corrected
    from corrections
    where action = 'add'

),

final as (

    select * from corrected
    union all
    select * from added

)

select * from final
