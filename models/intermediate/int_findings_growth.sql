-- Growth that the levels on both sides do not give, and levels that jump; one step a rule. A stated growth goes with
-- the levels of its own sentence where both stand there, else with those that stand for the two years.
{% set moved_to = '(降|减|增|升|涨|提|缩|扩|压|变)[^，,；;。#]{0,4}#' %}

with stated as (

    select * from {{ ref('int_stated') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

-- 环比 is growth over the month or the quarter before, of which there are no yearly levels.
changes as (

    select * from stated
    where kind = 'change' and not {{ matches("coalesce(evidence, '')", '环比') }}

),

levels as (

    select * from stated where kind = 'actual'

),

selected as (

    select * from levels where stands_for_year

),

-- A change and a level of the same thing in one sentence.
neighbours as (

    select
        changes.observation_key,
        levels.observation_key as level_key,
        levels.year,
        levels.value_start,
        {{ matches("coalesce(levels.context, '')", moved_to) }} as is_moved_to,
        coalesce(levels.year = changes.year, changes.year is null and levels.year is null) as is_of_year,
        coalesce(levels.year = changes.base_year, false) as is_of_base_year
    from changes
    inner join levels
        on
            changes.report_key = levels.report_key
            and changes.segment_no = levels.segment_no
            and (changes.metric_code = levels.metric_code or changes.label = levels.label)
            and coalesce(changes.subject, '') = coalesce(levels.subject, '')
            and (
                changes.unit = levels.unit
                or (changes.unit = 'ratio' and changes.change_type = 'relative')
            )

),

-- Either each level has its year, or one moved to the other: 由 210 件减至 180 件.
sentence_pairs as (

    select
        news.observation_key,
        min(news.level_key) as new_key,
        min(olds.level_key) as old_key
    from neighbours as news
    inner join neighbours as olds
        on
            news.observation_key = olds.observation_key
            and news.level_key <> olds.level_key
            and news.is_of_year
            and (
                olds.is_of_base_year
                or (olds.is_of_year and news.is_moved_to and olds.value_start < news.value_start)
            )
    group by news.observation_key
    having count(*) = 1

),

year_pairs as (

    select
        changes.observation_key,
        news.observation_key as new_key,
        olds.observation_key as old_key
    from changes
    inner join selected as news
        on
            changes.agency_key = news.agency_key
            and changes.metric_code = news.metric_code
            and changes.scope = news.scope
            and changes.span_of_year = news.span_of_year
            and changes.year = news.year
            and coalesce(changes.hotline, '') = coalesce(news.hotline, '')
    inner join selected as olds
        on
            changes.agency_key = olds.agency_key
            and changes.metric_code = olds.metric_code
            and changes.scope = olds.scope
            and changes.span_of_year = olds.span_of_year
            and changes.base_year = olds.year
            and coalesce(changes.hotline, '') = coalesce(olds.hotline, '')
    where
        changes.subject is null
        and changes.coverage <> 'partial'
        and changes.observation_key not in (select observation_key from sentence_pairs)

),

-- Levels that the growth might have been reckoned from instead: of another year, scope or report.
other_pairs as (

    select
        year_pairs.observation_key,
        year_pairs.new_key,
        others.observation_key as old_key
    from year_pairs
    inner join levels as news on year_pairs.new_key = news.observation_key
    inner join levels as nearest on year_pairs.old_key = nearest.observation_key
    inner join levels as others
        on
            news.agency_key = others.agency_key
            and news.metric_code = others.metric_code
            and coalesce(news.hotline, '') = coalesce(others.hotline, '')
    where
        others.observation_key <> year_pairs.new_key
        and others.value not in (nearest.value, news.value)
        and others.year <= news.year
        and others.subject is null
        and others.coverage <> 'partial'

),

pairs as (

    select 'sentence' as base, observation_key, new_key, old_key from sentence_pairs
    union all
    select 'year', observation_key, new_key, old_key from year_pairs
    union all
    select 'other', observation_key, new_key, old_key from other_pairs

),

-- What the levels give, between the least and the greatest that they can mean. 下降 5% of a rate may be points too.
computed as (

    select
        pairs.base,
        changes.observation_key,
        changes.value as found,
        changes.low,
        changes.high,
        changes.unit = 'ratio' and changes.change_type = 'relative' as is_relative,
        changes.unit = 'ratio' and news.unit = 'ratio' as may_be_points,
        olds.observation_key as old_key,
        olds.value as old_value,
        news.value as new_value,
        news.low - olds.high as least_difference,
        news.high - olds.low as greatest_difference,
        olds.low as old_low,
        olds.high as old_high,
        news.low as new_low,
        news.high as new_high,
        olds.evidence || case when olds.evidence = news.evidence then '' else '；' || news.evidence end as words
    from pairs
    inner join changes on pairs.observation_key = changes.observation_key
    inner join levels as news on pairs.new_key = news.observation_key
    inner join levels as olds on pairs.old_key = olds.observation_key
    where olds.low >= 0 and news.unit = olds.unit

),

judged as (

    select
        *,
        case
            when is_relative and old_value > 0
                then cast(round((new_value - old_value) / old_value, 6) as decimal(28, 8))
            when not is_relative then new_value - old_value
        end as expected,
        coalesce(
            is_relative
            and new_high >= (1 + low) * old_low
            and new_low <= (1 + high) * old_high,
            false
        )
        or ((not is_relative or may_be_points) and greatest_difference >= low and least_difference <= high) as fits
    from computed
    where not is_relative or old_low > 0

),

arithmetic_slip as (

    select
        'arithmetic_slip' as rule,
        expected,
        found,
        old_key as expected_observation_key,
        observation_key as found_observation_key,
        words as expected_evidence
    from judged
    where base = 'sentence' and not fits

),

-- The growth of the nearest base is what is expected; the base that it fits is what is shown.
fitting as (

    select
        *,
        row_number() over (partition by observation_key order by old_key) as place
    from judged
    where base = 'other' and fits and is_relative

),

growth_off as (

    select
        case when fitting.observation_key is null then 'growth_differs' else 'growth_fits_other_base' end as rule,
        judged.expected,
        judged.found,
        coalesce(fitting.old_key, judged.old_key) as expected_observation_key,
        judged.observation_key as found_observation_key,
        coalesce(fitting.words, judged.words) as expected_evidence
    from judged
    left join fitting on judged.observation_key = fitting.observation_key and fitting.place = 1
    where judged.base = 'year' and not judged.fits

),

-- More than ten times the year before, or less than a tenth of it, which the report does not say itself.
jump as (

    select
        'jump' as rule,
        olds.value as expected,
        news.value as found,
        olds.observation_key as expected_observation_key,
        news.observation_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from selected as news
    inner join selected as olds
        on
            news.agency_key = olds.agency_key
            and news.metric_code = olds.metric_code
            and news.scope = olds.scope
            and news.span_of_year = olds.span_of_year
            and news.year = olds.year + 1
            and coalesce(news.hotline, '') = coalesce(olds.hotline, '')
    inner join metrics on news.metric_code = metrics.metric_code
    where
        metrics.unit <> 'ratio'
        -- from 2 to 30 is chance in a small office
        and olds.value >= 5
        and news.value >= 5
        and (news.low > 10 * olds.high or 10 * news.high < olds.low)
        and not exists (
            select 1
            from changes
            where
                changes.agency_key = news.agency_key
                and changes.metric_code = news.metric_code
                and changes.year = news.year
                and changes.unit = 'ratio'
                and (changes.value >= 9 or changes.value <= -0.9)
        )

),

final as (

    select * from arithmetic_slip
    union all
    select * from growth_off
    union all
    select * from jump

)

select * from final
