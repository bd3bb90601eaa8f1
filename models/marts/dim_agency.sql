-- The agencies that issued a report or are expected to; one whose place or body is not known stands for itself.
with reported as (

    select * from {{ ref('int_report_agencies') }}

),

expected as (

    select
        {{ agency_key('admin_code', 'field', 'body_type', 'agency_name') }} as agency_key,
        agency_name,
        admin_code,
        field,
        body_type
    from {{ ref('expected_agencies') }}

),

divisions as (

    select * from {{ ref('admin_divisions') }}

),

named as (

    select agency_key, agency_name, admin_code, field, body_type, is_resolved from reported
    union
    select agency_key, agency_name, admin_code, field, body_type, true from expected

),

-- The fullest of the names that its reports use.
chosen as (

    select
        *,
        row_number() over (partition by agency_key order by length(agency_name) desc, agency_name) as place
    from named

),

agencies as (

    select * from chosen where place = 1

),

final as (

    select
        agencies.agency_key,
        parents.agency_key as parent_agency_key,
        cast(null as {{ dbt.type_string() }}) as predecessor_agency_key,

        agencies.agency_name,
        agencies.admin_code,
        divisions.province,
        divisions.prefecture,
        divisions.county,
        divisions.level as admin_level,
        agencies.field,
        agencies.body_type,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to,
        agencies.is_resolved
    from agencies
    left join divisions on agencies.admin_code = divisions.admin_code
    left join agencies as parents
        on
            agencies.admin_code = parents.admin_code
            and agencies.field = parents.field
            and agencies.field <> 'other'
            and agencies.body_type = 'enforcement_body'
            and parents.body_type = 'bureau'

)

select * from final
