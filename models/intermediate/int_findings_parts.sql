-- Totals and parts that contradict one another, one step a rule: what should stand there, and what does.
with stated as (

    select * from {{ ref('int_stated') }} where kind = 'actual'

),

metric_parts as (

    select * from {{ ref('metric_parts') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

selected as (

    select * from stated where stands_for_year

),

-- A part and its total, over the same work; a part of the year is also a part of the whole of it.
parts_of_totals as (

    select
        metric_parts.total_code,
        metric_parts.division,
        parts.metric_code,
        totals.observation_key as total_key,
        totals.value as total_value,
        totals.low as total_low,
        totals.high as total_high,
        totals.unit,
        parts.observation_key as part_key,
        parts.value as part_value,
        parts.low as part_low,
        parts.high as part_high,
        parts.evidence as part_evidence,
        parts.span_of_year = totals.span_of_year as same_span
    from selected as parts
    inner join metric_parts on parts.metric_code = metric_parts.part_code
    inner join selected as totals
        on
            metric_parts.total_code = totals.metric_code
            and parts.agency_key = totals.agency_key
            and parts.year = totals.year
            and parts.scope = totals.scope
            and (parts.span_of_year = totals.span_of_year or totals.coverage = 'whole')

),

part_over_total as (

    select
        'part_over_total' as rule,
        total_value as expected,
        part_value as found,
        total_key as expected_observation_key,
        part_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from parts_of_totals
    where part_low > total_high

),

-- The agency itself did more than all of its system, which it is a part of.
own_over_system as (

    select
        'part_over_total' as rule,
        systems.value as expected,
        owns.value as found,
        systems.observation_key as expected_observation_key,
        owns.observation_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from selected as owns
    inner join selected as systems
        on
            owns.agency_key = systems.agency_key
            and owns.year = systems.year
            and owns.metric_code = systems.metric_code
            and (owns.span_of_year = systems.span_of_year or systems.coverage = 'whole')
    inner join metrics on owns.metric_code = metrics.metric_code
    where owns.scope = 'own' and systems.scope = 'system' and metrics.is_additive = 1 and owns.low > systems.high

),

-- A part in the text that is more than the total that it is said to be a part of.
parts_in_text as (

    select
        parts.observation_key,
        parts.metric_code,
        parts.value,
        parts.low,
        parts.high,
        parts.evidence,
        parts.value_start,
        row_number() over (partition by totals.observation_key order by parts.value_start) as list_place,
        {{ matches('parts.label', '其他|其它|其余|剩余') }} as is_rest,
        totals.source_form = 'table' and {{ matches('totals.label', '合计|总计|小计') }} as is_table_total,
        totals.observation_key as total_key,
        totals.value as total_value,
        totals.low as total_low,
        totals.high as total_high
    from stated as parts
    inner join stated as totals
        on
            parts.parent_observation_key = totals.observation_key
            and parts.unit = totals.unit
            and parts.counted = totals.counted
            and coalesce(parts.year, 0) = coalesce(totals.year, 0)
    where parts.unit <> 'ratio'

),

part_over_parent as (

    select
        'part_over_parent' as rule,
        total_value as expected,
        value as found,
        total_key as expected_observation_key,
        observation_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from parts_in_text
    where
        low > total_high
        and not exists (
            select 1 from part_over_total where part_over_total.found_observation_key = parts_in_text.observation_key
        )

),

-- Parts of one division of a metric, which do not overlap.
divisions as (

    select total_code, division, max(is_whole) as is_whole, count(*) as part_count
    from metric_parts
    where division is not null
    group by total_code, division

),

divided as (

    select
        parts.total_key,
        max(parts.total_value) as total_value,
        max(parts.total_low) as total_low,
        max(parts.total_high) as total_high,
        sum(parts.part_value) as part_sum,
        sum(parts.part_low) as low_sum,
        sum(parts.part_high) as high_sum,
        min(parts.part_key) as part_key,
        {{ dbt.listagg('parts.part_evidence', "'；'", 'order by parts.metric_code') }} as words,
        max(divisions.is_whole) = 1 and count(*) = max(divisions.part_count) as is_all,
        count(*) as part_count
    from parts_of_totals as parts
    inner join divisions on parts.total_code = divisions.total_code and parts.division = divisions.division
    where parts.same_span
    group by parts.total_key, parts.division

),

-- What the text lists under a total; a list that ends with the rest, or with 合计 in a table, leaves nothing out.
listed as (

    select
        total_key,
        max(total_value) as total_value,
        max(total_low) as total_low,
        max(total_high) as total_high,
        sum(value) as part_sum,
        sum(low) as low_sum,
        sum(high) as high_sum,
        min(observation_key) as part_key,
        {{ dbt.listagg('evidence', "'；'", 'order by value_start') }} as words,
        max(case when is_rest or is_table_total then 1 else 0 end) = 1 as is_all,
        count(*) as part_count
    from parts_in_text
    -- a later 其中 divides the total anew
    where list_place = 1 or evidence not like '其中%'
    group by total_key

),

-- A row of a table: the cells before 合计, back to the 合计 or 小计 before it.
cells as (

    select
        *,
        {{ matches("coalesce(label, '')", '合计|总计|小计') }} as is_total,
        sum(case when {{ matches("coalesce(label, '')", '合计|总计|小计') }} then 1 else 0 end) over (
            partition by report_key, segment_no
            order by value_start
            rows between unbounded preceding and current row
        ) as totals_before
    from (
        select
            stated.*,
            row_number() over (partition by quantity_key order by observation_key) as metric_place
        from stated
        where source_form = 'table' and unit <> 'ratio' and not {{ matches("coalesce(label, '')", '其中') }}
    ) as tabled
    where metric_place = 1

),

added_up as (

    select
        totals.observation_key as total_key,
        max(totals.value) as total_value,
        max(totals.low) as total_low,
        max(totals.high) as total_high,
        sum(parts.value) as part_sum,
        sum(parts.low) as low_sum,
        sum(parts.high) as high_sum,
        min(parts.observation_key) as part_key,
        max(totals.evidence) as words,
        true as is_all,
        count(*) as part_count
    from cells as totals
    inner join cells as parts
        on
            totals.report_key = parts.report_key
            and totals.segment_no = parts.segment_no
            and totals.totals_before = parts.totals_before + 1
            and totals.unit = parts.unit
            and totals.counted = parts.counted
    where totals.is_total and not parts.is_total
    group by totals.observation_key

),

sums as (

    select * from listed
    union all
    select * from added_up
    union all
    select * from divided
    where
        not exists (select 1 from listed where listed.total_key = divided.total_key)
        and not exists (select 1 from added_up where added_up.total_key = divided.total_key)

),

sum_of_parts as (

    select
        'sum_of_parts' as rule,
        part_sum as expected,
        total_value as found,
        part_key as expected_observation_key,
        total_key as found_observation_key,
        words as expected_evidence
    from sums
    where
        part_count > 1
        and (low_sum > total_high or (is_all and high_sum < total_low))
        -- a single part over the total is told by its own rule
        and not exists (
            select 1 from part_over_total where part_over_total.expected_observation_key = sums.total_key
        )
        and not exists (
            select 1 from part_over_parent where part_over_parent.expected_observation_key = sums.total_key
        )

),

final as (

    select * from part_over_total
    union all
    select * from own_over_system
    union all
    select * from part_over_parent
    union all
    select * from sum_of_parts

)

select * from final
