-- Targets against the actual of each year in which they apply: a yearly one in all its years, another in its last.
-- What is set for a part of the work is held against no whole, and no target against a part of a year.
with targets as (

    select * from {{ ref('int_targets') }}

),

facts as (

    select * from {{ ref('fct_agency_year_metric') }}

),

years as (

    select
        *,
        {{ explode(numbers_between("case when recurrence = 'yearly' then from_year else to_year end", 'to_year')) }} as year
    from targets
    where to_year is not null

),

-- A target that names no scope is held against the only scope that stands in that year.
candidates as (

    select
        years.observation_key,
        years.year,
        years.comparator as target_comparator,
        years.target_value,
        facts.value as actual_value,
        facts.comparator as actual_comparator,
        facts.scope = years.scope as is_same_scope,
        count(facts.observation_key) over (partition by years.observation_key, years.year) as scope_count,
        row_number() over (
            partition by years.observation_key, years.year
            order by case when facts.scope = years.scope then 0 else 1 end, facts.scope
        ) as place
    from years
    left join facts
        on
            years.agency_key = facts.agency_key
            and years.metric_code = facts.metric_code
            and years.year = facts.year
            and (years.scope = facts.scope or years.scope = 'unknown')
            and coalesce(years.coverage, 'whole') <> 'partial'
            and coalesce(facts.coverage, 'whole') = 'whole'

),

judged as (

    select
        observation_key,
        year,
        target_value,
        target_comparator,
        case when is_same_scope or scope_count = 1 then actual_value end as actual_value,
        case when is_same_scope or scope_count = 1 then actual_comparator end as actual_comparator
    from candidates
    where place = 1

),

final as (

    select
        observation_key,
        cast(year as integer) as year,
        actual_value,
        {{ meets('actual_value', 'actual_comparator', 'target_value', 'target_comparator') }} as is_met
    from judged

)

select * from final
