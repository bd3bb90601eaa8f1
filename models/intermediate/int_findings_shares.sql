-- Shares that their own figures do not give, and rates over one; one step a rule.
with stated as (

    select * from {{ ref('int_stated') }} where kind = 'actual'

),

metric_shares as (

    select * from {{ ref('metric_shares') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

selected as (

    select * from stated where stands_for_year

),

-- A stated share and the figures that it is a share of: by its metric, or by the words around it.
shares_of_metrics as (

    select
        shares.observation_key,
        shares.value,
        shares.low,
        shares.high,
        parts.value as part_value,
        parts.low as part_low,
        parts.high as part_high,
        parts.observation_key as part_key,
        totals.value as total_value,
        totals.low as total_low,
        totals.high as total_high,
        parts.evidence || '；' || totals.evidence as words
    from selected as shares
    inner join metric_shares on shares.metric_code = metric_shares.share_code
    inner join selected as parts
        on
            metric_shares.part_code = parts.metric_code
            and shares.agency_key = parts.agency_key
            and shares.year = parts.year
            and shares.scope = parts.scope
            and shares.span_of_year = parts.span_of_year
    inner join selected as totals
        on
            metric_shares.total_code = totals.metric_code
            and shares.agency_key = totals.agency_key
            and shares.year = totals.year
            and shares.scope = totals.scope
            and shares.span_of_year = totals.span_of_year

),

-- 其中甲 120 起，占 30%: the part is the last number before the share, and one share goes with one part.
shares_in_text as (

    select
        shares.observation_key,
        shares.value,
        shares.low,
        shares.high,
        parts.value as part_value,
        parts.low as part_low,
        parts.high as part_high,
        parts.observation_key as part_key,
        totals.value as total_value,
        totals.low as total_low,
        totals.high as total_high,
        parts.evidence || '；' || totals.evidence as words,
        row_number() over (partition by shares.observation_key order by parts.value_start desc) as place
    from stated as shares
    inner join stated as totals on shares.denominator_observation_key = totals.observation_key
    inner join stated as parts
        on
            shares.report_key = parts.report_key
            and shares.segment_no = parts.segment_no
            and parts.value_start < shares.value_start
            and parts.value_start > totals.value_start
            and parts.parent_observation_key = totals.observation_key
            and parts.counted = totals.counted
            and coalesce(parts.year, 0) = coalesce(totals.year, 0)
    where
        shares.unit = 'ratio'
        and not {{ matches('shares.context', '分别|依次|各占') }}
        and {{ matches('shares.context', '占') }}

),

shares as (

    select * from shares_of_metrics
    union all
    select
        observation_key, value, low, high, part_value, part_low, part_high, part_key,
        total_value, total_low, total_high, words
    from shares_in_text
    where place = 1 and observation_key not in (select observation_key from shares_of_metrics)

),

share_differs as (

    select
        'share_differs' as rule,
        {{ share('part_value', 'total_value') }} as expected,
        value as found,
        part_key as expected_observation_key,
        observation_key as found_observation_key,
        words as expected_evidence
    from shares
    where total_low > 0 and (part_low > high * total_high or part_high < low * total_low)

),

-- A rate of more than one; that of overloading says how far over the limit.
rate_over_one as (

    select
        'rate_over_one' as rule,
        cast(1 as decimal(28, 8)) as expected,
        stated.value as found,
        cast(null as {{ dbt.type_string() }}) as expected_observation_key,
        stated.observation_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from stated
    inner join metrics on stated.metric_code = metrics.metric_code
    where metrics.unit = 'ratio' and metrics.metric_code <> 'overload_rate' and stated.value > 1

),

final as (

    select * from share_differs
    union all
    select * from rate_over_one

)

select * from final
