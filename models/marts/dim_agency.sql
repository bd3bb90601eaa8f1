-- The agencies that issued a report or are expected to, the bureaus above their enforcement bodies and those that they
-- came from; one whose place or body is not known stands for itself.
with reported as (

    select * from {{ ref('int_report_agencies') }}

),

divisions as (

    select * from {{ ref('int_divisions') }}

),

fields as (

    select * from {{ ref('fields') }}

),

expected as (

    select
        expected_agencies.agency_name,
        expected_agencies.agency_name as organisation,
        expected_agencies.field,
        expected_agencies.body_type,
        divisions.*
    from {{ ref('expected_agencies') }} as expected_agencies
    inner join divisions on expected_agencies.admin_code = divisions.division_key

),

named as (

    select
        agency_key, agency_name, place_key, place_name, organisation, unit_kind, admin_code, province, prefecture, county,
        admin_level, field, body_type, valid_from, valid_to, predecessor_key, is_resolved
    from reported
    union
    select
        {{ agency_key('division_key', 'field', 'body_type', 'agency_name') }},
        agency_name, division_key, full_name, organisation, null, admin_code, province, prefecture, county,
        admin_level, field, body_type, valid_from, valid_to, predecessor_key, true
    from expected

),

-- The fullest of the names that its reports use.
stated as (

    select *
    from (
        select
            *,
            row_number() over (partition by agency_key order by length(agency_name) desc, agency_name) as place
        from named
    ) as ordered
    where place = 1

),

-- The bureau of an enforcement body, the government of a town's.
parented as (

    select
        *,
        case
            when body_type <> 'enforcement_body' or field = 'other' or not is_resolved then null
            when unit_kind = 'town' then {{ agency_key('place_key', "'general'", "'government'", "''") }}
            else {{ agency_key('place_key', 'field', "'bureau'", "''") }}
        end as parent_agency_key,
        case
            when is_resolved and predecessor_key is not null
                then {{ agency_key('predecessor_key', 'field', 'body_type', 'organisation') }}
        end as predecessor_agency_key
    from stated

),

-- Agencies that only others point to. What a parent is called is not known: it bears the name of its field.
parents as (

    select
        parented.parent_agency_key as agency_key,
        parented.place_name || case
            when parented.unit_kind = 'town' then '人民政府'
            else fields.name_zh || '主管部门'
        end as agency_name,
        parented.admin_code, parented.province, parented.prefecture, parented.county, parented.admin_level,
        case when parented.unit_kind = 'town' then 'general' else parented.field end as field,
        case when parented.unit_kind = 'town' then 'government' else 'bureau' end as body_type,
        cast(null as {{ dbt.type_string() }}) as parent_agency_key,
        parented.valid_from, parented.valid_to
    from parented
    inner join fields on parented.field = fields.field
    where parented.parent_agency_key is not null

),

predecessors as (

    select
        parented.predecessor_agency_key as agency_key,
        divisions.full_name || parented.organisation as agency_name,
        divisions.admin_code, divisions.province, divisions.prefecture, divisions.county, divisions.admin_level,
        parented.field,
        parented.body_type,
        cast(null as {{ dbt.type_string() }}) as parent_agency_key,
        divisions.valid_from, divisions.valid_to
    from parented
    inner join divisions on parented.predecessor_key = divisions.division_key
    where parented.predecessor_agency_key is not null

),

implied as (

    select *
    from (
        select
            *,
            row_number() over (partition by agency_key order by length(agency_name) desc, agency_name) as place
        from (select * from parents union all select * from predecessors) as pointed_to
        where agency_key not in (select agency_key from parented)
    ) as ordered
    where place = 1

),

final as (

    select
        agency_key,
        parent_agency_key,
        predecessor_agency_key,

        agency_name,
        admin_code,
        case when is_resolved then province end as province,
        case when is_resolved then prefecture end as prefecture,
        case when is_resolved then county end as county,
        admin_level,
        field,
        body_type,
        valid_from,
        valid_to,
        is_resolved
    from parented
    union all
    select
        agency_key, parent_agency_key, null, agency_name, admin_code, province, prefecture, county, admin_level, field,
        body_type, valid_from, valid_to, true
    from implied

)

select * from final
