-- Does the off-site share of cases reach the target that the agency set itself?
-- 非现场执法案件占比，是否达到本机关在计划或上年报告中提出的目标？
--
-- One row a target and year in which it applies. Shares are per cent. is_met is null while no actual is reported;
-- previous_pct, the share of the year before, then says how far there is to go. A target that names no scope is held
-- against the only scope that is reported. computed_pct is what the report's own case counts give.
with targets as (

    select
        target.agency_key,
        target.scope,
        target_year.year,
        target.comparator,
        target.target_value,
        target_year.is_met,
        target.observation_key
    from marts.fct_target as target
    inner join marts.fct_target_year as target_year on target.observation_key = target_year.observation_key
    where target.metric_code = 'offsite_share'

),

reported as (

    select
        agency_key,
        year,
        scope,
        stated_share,
        computed_share,
        stated_share_observation_key,
        count(*) over (partition by agency_key, year) as scope_count
    from marts.fct_enforcement_cases
    where case_kind = 'offsite' and stated_share is not null

)

select
    agency.agency_name,
    targets.year as target_year,
    targets.scope as target_scope,
    targets.comparator,
    cast(targets.target_value * 100 as decimal(6, 2)) as target_pct,
    cast(actual.stated_share * 100 as decimal(6, 2)) as actual_pct,
    cast((actual.stated_share - targets.target_value) * 100 as decimal(6, 2)) as gap_points,
    targets.is_met,
    cast(actual.computed_share * 100 as decimal(6, 2)) as computed_pct,
    cast(previous.stated_share * 100 as decimal(6, 2)) as previous_pct,
    targets.observation_key as target_observation_key,
    actual.stated_share_observation_key as actual_observation_key,
    previous.stated_share_observation_key as previous_observation_key
from targets
inner join marts.dim_agency as agency on targets.agency_key = agency.agency_key
left join reported as actual
    on
        targets.agency_key = actual.agency_key
        and targets.year = actual.year
        and (targets.scope = actual.scope or (targets.scope = 'unknown' and actual.scope_count = 1))
left join reported as previous
    on
        targets.agency_key = previous.agency_key
        and targets.year - 1 = previous.year
        and (targets.scope = previous.scope or (targets.scope = 'unknown' and previous.scope_count = 1))
order by agency.agency_name, target_year, target_pct
