-- How much money does a case cost, on average?
-- 平均每件案件罚款（罚没）多少元？
--
-- One row an agency, year, scope and kind of amount; yuan. Fines (罚款) and forfeitures (罚没款: fines and confiscated
-- gains together) are not comparable, so the row names which it is, and whether it is divided by cases or, where no
-- total of cases is stated, by penalty decisions. Only exact figures of one scope and one span of time are divided.
-- has_conflict: the reports give another figure too for the amount or the cases.
with figures as (

    select
        fact.agency_key,
        fact.year,
        fact.scope,
        fact.metric_code,
        metric.name_zh,
        fact.value,
        fact.has_conflict,
        fact.coverage,
        case when fact.coverage = 'period' then fact.period_start end as period_start,
        case when fact.coverage = 'period' then fact.period_end end as period_end,
        fact.observation_key
    from marts.fct_agency_year_metric as fact
    inner join marts.dim_metric as metric on fact.metric_code = metric.metric_code
    where
        fact.metric_code in ('fines_amount', 'forfeiture_amount', 'cases_total', 'penalty_decisions')
        and fact.comparator = 'eq'

),

divided as (

    select
        amount.agency_key,
        amount.year,
        amount.scope,
        amount.name_zh as amount_name,
        amount.value as amount_cny,
        cases.name_zh as case_name,
        cases.value as case_count,
        amount.value / nullif(cases.value, 0) as cny_per_case,
        amount.has_conflict or cases.has_conflict as has_conflict,
        amount.observation_key as amount_observation_key,
        cases.observation_key as case_observation_key,
        row_number() over (
            partition by amount.agency_key, amount.year, amount.scope, amount.metric_code
            order by cases.metric_code -- cases_total goes before penalty_decisions
        ) as place
    from figures as amount
    inner join figures as cases
        on
            amount.agency_key = cases.agency_key
            and amount.year = cases.year
            and amount.scope = cases.scope
            and amount.coverage = cases.coverage
            and amount.period_start is not distinct from cases.period_start
            and amount.period_end is not distinct from cases.period_end
    where
        amount.metric_code in ('fines_amount', 'forfeiture_amount')
        and cases.metric_code in ('cases_total', 'penalty_decisions')

)

select
    agency.agency_name,
    divided.year,
    divided.scope,
    divided.amount_name,
    cast(divided.amount_cny as decimal(18, 2)) as amount_cny,
    divided.case_name,
    cast(divided.case_count as bigint) as case_count,
    cast(divided.cny_per_case as decimal(18, 2)) as cny_per_case,
    divided.has_conflict,
    divided.amount_observation_key,
    divided.case_observation_key
from divided
inner join marts.dim_agency as agency on divided.agency_key = agency.agency_key
where divided.place = 1
order by cny_per_case desc, agency.agency_name, divided.year, divided.scope
