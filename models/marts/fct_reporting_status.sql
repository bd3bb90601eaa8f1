-- Who states a figure, who states zero, who is silent, and who is expected but has no report. Silence is known only
-- of years for which there is an annual report or a statistical table; a figure of a part of the work is no silence.
with facts as (

    select * from {{ ref('fct_agency_year_metric') }}

),

observations as (

    select * from {{ ref('fct_observation') }}

),

reports as (

    select * from {{ ref('dim_report') }} where is_current

),

metrics as (

    select metric_code from {{ ref('dim_metric') }}

),

expected as (

    select
        {{ agency_key('admin_code', 'field', 'body_type', 'agency_name') }} as agency_key,
        {{ explode(numbers_between('from_year', 'to_year')) }} as year
    from {{ ref('expected_agencies') }}

),

reported_years as (

    select distinct agency_key, report_year as year
    from reports
    where report_kind in ('annual_report', 'statistics') and report_year is not null

),

stated as (

    select
        agency_key,
        year,
        metric_code,
        max(case when has_conflict then 1 else 0 end) as has_conflict,
        max(case when value <> 0 or comparator <> 'eq' then 1 else 0 end) as has_figure
    from facts
    group by agency_key, year, metric_code

),

stated_in_part as (

    select distinct
        observations.agency_key,
        observations.year,
        observations.metric_code
    from observations
    inner join reports on observations.report_key = reports.report_key
    where
        observations.metric_code is not null
        and observations.year is not null
        and observations.kind = 'actual'
        and observations.subject is null

),

expected_rows as (

    select
        reported_years.agency_key,
        reported_years.year,
        metrics.metric_code
    from reported_years
    cross join metrics
    union
    select agency_key, year, metric_code from stated_in_part

),

statuses as (

    select
        expected_rows.agency_key,
        expected_rows.year,
        expected_rows.metric_code,
        case
            when stated.has_conflict = 1 then 'conflict'
            when stated.has_figure = 1 then 'stated'
            when stated.has_figure = 0 then 'zero'
            when stated_in_part.metric_code is not null then 'stated'
            else 'silent'
        end as status
    from expected_rows
    left join stated
        on
            expected_rows.agency_key = stated.agency_key
            and expected_rows.year = stated.year
            and expected_rows.metric_code = stated.metric_code
    left join stated_in_part
        on
            expected_rows.agency_key = stated_in_part.agency_key
            and expected_rows.year = stated_in_part.year
            and expected_rows.metric_code = stated_in_part.metric_code

),

missing as (

    select distinct
        expected.agency_key,
        expected.year
    from expected
    left join reported_years
        on expected.agency_key = reported_years.agency_key and expected.year = reported_years.year
    where reported_years.agency_key is null

),

final as (

    select agency_key, cast(year as integer) as year, metric_code, status from statuses
    union all
    select agency_key, cast(year as integer), cast(null as {{ dbt.type_string() }}), 'no_report' from missing

)

select * from final
