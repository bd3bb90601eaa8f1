-- What went up and what went down against the year before, and does the report say the same?
-- 与上年相比，哪些指标上升、哪些下降？报告自己写明的同比是否一致？
--
-- One row an agency, scope, metric and year for which the year before is known or a change is stated. computed_change
-- is in per cent, of shares and rates in percentage points (change_unit says which). It is taken of exact figures of
-- whole years only. stated_change is what the report says, in the same unit (减少12件 is set against the level that it
-- comes from), and stated_as are its words. has_conflict: the reports give another figure too for one of the years.
with facts as (

    select
        agency_key,
        scope,
        metric_code,
        year,
        value,
        has_conflict,
        observation_key
    from marts.fct_agency_year_metric
    where comparator = 'eq' and coverage = 'whole'

),

changes as (

    select
        observation.agency_key,
        observation.scope,
        observation.metric_code,
        observation.year,
        observation.change_type,
        observation.value,
        observation.evidence,
        observation.observation_key,
        row_number() over (
            partition by observation.agency_key, observation.scope, observation.metric_code, observation.year
            order by observation.char_start, observation.value_start
        ) as place
    from marts.fct_observation as observation
    inner join marts.dim_report as report on observation.report_key = report.report_key
    where
        report.is_current
        and observation.kind = 'change'
        and coalesce(observation.base_year, observation.year - 1) = observation.year - 1
        and observation.metric_code is not null
        and observation.subject is null
        and observation.coverage = 'whole'

),

compared as (

    select
        facts.agency_key,
        facts.scope,
        facts.metric_code,
        facts.year,
        facts.value,
        facts.has_conflict or coalesce(previous.has_conflict, false) as has_conflict,
        facts.observation_key,
        previous.value as previous_value,
        previous.observation_key as previous_observation_key,
        metric.name_zh,
        metric.unit,
        case when metric.unit = 'ratio' then 'points' else 'percent' end as change_unit,
        case
            when metric.unit = 'ratio' then (facts.value - previous.value) * 100
            else (facts.value - previous.value) / nullif(previous.value, 0) * 100
        end as computed_change
    from facts
    inner join marts.dim_metric as metric on facts.metric_code = metric.metric_code
    left join facts as previous
        on
            facts.agency_key = previous.agency_key
            and facts.scope = previous.scope
            and facts.metric_code = previous.metric_code
            and facts.year - 1 = previous.year

)

select
    agency.agency_name,
    compared.year,
    compared.scope,
    compared.metric_code,
    compared.name_zh as metric_name,
    compared.unit,
    compared.previous_value,
    compared.value,
    compared.change_unit,
    cast(compared.computed_change as decimal(12, 2)) as computed_change,
    cast(
        case
            when compared.change_unit = 'percent' and changes.change_type = 'relative' then changes.value
            when compared.change_unit = 'points' and changes.change_type = 'points' then changes.value
            when compared.change_unit = 'percent' and changes.change_type = 'absolute'
                then changes.value / nullif(compared.value - changes.value, 0)
        end * 100 as decimal(12, 2)
    ) as stated_change,
    changes.evidence as stated_as,
    compared.has_conflict,
    compared.observation_key,
    compared.previous_observation_key,
    changes.observation_key as change_observation_key
from compared
inner join marts.dim_agency as agency on compared.agency_key = agency.agency_key
left join changes
    on
        compared.agency_key = changes.agency_key
        and compared.scope = changes.scope
        and compared.metric_code = changes.metric_code
        and compared.year = changes.year
        and changes.place = 1
where compared.previous_value is not null or changes.observation_key is not null
order by agency.agency_name, compared.year, compared.scope, compared.metric_code
