-- Issuers that wait for a person: those that several places share, and those of which the place or the body is not
-- known. A row of agency_aliases.csv or the manifest settles one.
with agencies as (

    select * from {{ ref('int_report_agencies') }}

),

issuers as (

    select * from {{ ref('int_issuers') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

divisions as (

    select * from {{ ref('int_divisions') }}

),

candidates as (

    select
        issuers.report_key,
        {{ dbt.listagg(
            "divisions.admin_code || ' ' || coalesce(case when divisions.prefecture is not null then divisions.province end, '')"
            ~ " || divisions.full_name",
            "'; '", "order by divisions.division_key"
        ) }} as candidates
    from issuers
    inner join divisions on {{ position_of("' ' || divisions.division_key || ' '", "' ' || issuers.candidates || ' '") }} > 0
    where issuers.outcome = 'ambiguous'
    group by issuers.report_key

),

final as (

    select
        agencies.report_key,
        agencies.agency_key,
        reports.report_id,
        reports.issuer_name,
        reports.title,
        case
            when reports.issuer_name is null then 'no_issuer'
            when agencies.outcome = 'unresolved' then 'unknown_body'
            when issuers.candidate_count > 1 then 'several_places'
            else 'no_place'
        end as reason,
        cast(coalesce(issuers.candidate_count, 0) as integer) as candidate_count,
        candidates.candidates
    from agencies
    inner join reports on agencies.report_key = reports.report_key
    left join issuers on agencies.report_key = issuers.report_key
    left join candidates on agencies.report_key = candidates.report_key
    where agencies.outcome <> 'resolved' and reports.is_current

)

select * from final
