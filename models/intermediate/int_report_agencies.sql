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

    select * from {{ ref('int_divisions') }}

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

-- An alias gives the place, and what it says of the body; what the name says of a town or a zone falls with it.
resolved as (

    select
        reports.report_key,
        reports.report_id,
        reports.issuer_name,
        reports.title,
        aliased.agency_name as settled_name,
        case when aliased.agency_name is not null then aliased.admin_code else issuers.division_key end as division_key,
        case when aliased.agency_name is null then issuers.unit_name end as unit_name,
        case when aliased.agency_name is null then issuers.unit_kind end as unit_kind,
        coalesce(aliased.field, issuers.field, case when aliased.agency_name is not null then 'other' end) as field,
        coalesce(aliased.body_type, issuers.body_type, case when aliased.agency_name is not null then 'bureau' end)
            as body_type,
        coalesce(aliased.agency_name is null and issuers.is_named, false) as is_named,
        issuers.organisation,
        case when aliased.agency_name is not null then 'resolved' else issuers.outcome end as outcome
    from reports
    left join aliased on reports.report_key = aliased.report_key and aliased.place = 1
    left join issuers on reports.report_key = issuers.report_key

),

located as (

    select
        resolved.*,
        divisions.admin_code,
        divisions.province,
        divisions.prefecture,
        divisions.county,
        divisions.valid_from,
        divisions.valid_to,
        divisions.predecessor_key,
        case
            when resolved.division_key = '000000' then 'national'
            when resolved.unit_kind = 'town' then 'township'
            when resolved.unit_kind = 'zone' then case divisions.admin_level
                when 'province' then 'prefecture' when 'prefecture' then 'county' else 'township'
            end
            else divisions.admin_level
        end as admin_level,
        case
            when resolved.unit_name is not null then {{ unit_key('resolved.division_key', 'resolved.unit_name') }}
            else resolved.division_key
        end as place_key,
        coalesce(divisions.full_name, '') || coalesce(resolved.unit_name, '') as place_name
    from resolved
    left join divisions on resolved.division_key = divisions.division_key

),

final as (

    select
        report_key,
        case
            when outcome <> 'resolved' then 'report:' || report_id
            else {{ agency_key('place_key', 'field', 'body_type', 'coalesce(settled_name, organisation)') }}
                || case when is_named then '-' || substring(md5(organisation), 1, 8) else '' end
        end as agency_key,
        case
            when settled_name is not null then settled_name
            when outcome <> 'resolved'
                then coalesce(issuer_name, '未署名' || coalesce('（' || title || '）', ''))
            else place_name || organisation
        end as agency_name,
        case when outcome = 'resolved' then division_key end as division_key,
        case when outcome = 'resolved' then place_key end as place_key,
        case when outcome = 'resolved' then admin_code end as admin_code,
        province,
        prefecture,
        county,
        case when outcome = 'resolved' then admin_level end as admin_level,
        case when outcome = 'resolved' then field end as field,
        case when outcome = 'resolved' then body_type end as body_type,
        case when outcome = 'resolved' then place_name end as place_name,
        case when outcome = 'resolved' then organisation end as organisation,
        case when outcome = 'resolved' then unit_kind end as unit_kind,
        case when unit_name is null then valid_from end as valid_from,
        case when unit_name is null then valid_to end as valid_to,
        case when unit_name is null then predecessor_key end as predecessor_key,
        outcome,
        outcome = 'resolved' as is_resolved
    from located

)

select * from final
