-- Every report and the agency that issued it: an alias first, then the issuer's name; else an agency of its own.
with reports as (

    select * from {{ ref('int_reports') }}

),

issuers as (

    select * from {{ ref('int_issuers') }}

),

aliases as (

    select * from {{ ref('agency_aliases') }}

),

divisions as (

    select * from {{ ref('admin_divisions') }}

),

aliased as (

    select
        reports.report_key,
        aliases.agency_name,
        aliases.admin_code,
        aliases.field,
        aliases.body_type,
        row_number() over (
            partition by reports.report_key
            order by
                case when aliases.report_id is not null then 0 else 1 end,
                case when aliases.issuer_name is not null then 0 else 1 end,
                aliases.agency_name, aliases.admin_code, aliases.field, aliases.body_type
        ) as place
    from reports
    inner join aliases
        on
            coalesce(aliases.report_id, reports.report_id) = reports.report_id
            and coalesce(aliases.issuer_name, coalesce(reports.issuer_name, '')) = coalesce(reports.issuer_name, '')
            and (aliases.report_id is not null or aliases.issuer_name is not null)

),

resolved as (

    select
        reports.report_key,
        reports.report_id,
        reports.issuer_name,
        reports.title,
        coalesce(aliased.admin_code, issuers.admin_code) as admin_code,
        coalesce(aliased.field, issuers.field) as field,
        coalesce(aliased.body_type, issuers.body_type) as body_type,
        aliased.agency_name as settled_name,
        issuers.organisation
    from reports
    left join aliased on reports.report_key = aliased.report_key and aliased.place = 1
    left join issuers
        on
            reports.issuer_name = issuers.issuer_name
            and coalesce(reports.admin_code, '') = issuers.given_code

),

final as (

    select
        resolved.report_key,
        case
            when resolved.admin_code is null then 'report:' || resolved.report_id
            else {{ agency_key('resolved.admin_code', 'resolved.field', 'resolved.body_type',
                'coalesce(resolved.settled_name, resolved.organisation)') }}
        end as agency_key,
        case
            when resolved.settled_name is not null then resolved.settled_name
            when resolved.admin_code is null
                then coalesce(resolved.issuer_name, '未署名' || coalesce('（' || resolved.title || '）', ''))
            when divisions.level = 'county'
                then coalesce(divisions.prefecture, divisions.province) || divisions.name || resolved.organisation
            else divisions.name || resolved.organisation
        end as agency_name,
        resolved.admin_code,
        resolved.field,
        resolved.body_type,
        resolved.admin_code is not null as is_resolved
    from resolved
    left join divisions on resolved.admin_code = divisions.admin_code

)

select * from final
