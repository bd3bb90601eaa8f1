-- Who reports that there was no lawsuit, who says nothing about lawsuits, and whose report is missing?
-- 谁明确报告没有行政诉讼，谁只字未提，谁没有报告？
--
-- One row an agency and year. A zero is stated, silence is not a zero, and an agency that is expected to report but of
-- which no report is landed stands as no_report. litigations is the number of new lawsuits in the widest scope that is
-- stated; conflict: the report itself gives different numbers. reconsideration_status says the same of 行政复议.
with statuses as (

    select
        agency_key,
        year,
        max(case when metric_code = 'litigations' or metric_code is null then status end) as litigation_status,
        max(case when metric_code = 'reconsiderations' or metric_code is null then status end) as reconsideration_status
    from marts.fct_reporting_status
    where metric_code in ('litigations', 'reconsiderations') or metric_code is null
    group by agency_key, year

),

litigations as (

    select
        agency_key,
        year,
        scope,
        value,
        observation_key,
        row_number() over (
            partition by agency_key, year
            order by case scope when 'system' then 1 when 'own' then 2 else 3 end
        ) as place
    from marts.fct_agency_year_metric
    where metric_code = 'litigations'

)

select
    agency.agency_name,
    statuses.year,
    statuses.litigation_status,
    cast(litigations.value as bigint) as litigations,
    litigations.scope,
    statuses.reconsideration_status,
    litigations.observation_key as litigation_observation_key
from statuses
inner join marts.dim_agency as agency on statuses.agency_key = agency.agency_key
left join litigations
    on
        statuses.agency_key = litigations.agency_key
        and statuses.year = litigations.year
        and litigations.place = 1
order by
    case statuses.litigation_status when 'zero' then 1 when 'silent' then 2 when 'no_report' then 3 else 4 end,
    agency.agency_name,
    statuses.year
