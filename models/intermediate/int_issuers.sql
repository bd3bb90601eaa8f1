-- The agency behind an issuer's name as written: a place that only one division can be, and an organisation there.
-- A name that several places share is never guessed.
-- depends_on: {{ ref('organisations') }}
{% set organisations = seed_rows('organisations', 'organisation_no') %}
{% set other_body = '^[^省市区县旗乡镇街道]{2,20}(局|厅|委员会|委|办公室|中心|队|院|处|站|所)$' %}

with issuers as (

    select distinct issuer_name, coalesce(admin_code, '') as given_code
    from {{ ref('int_reports') }}
    where issuer_name is not null

),

names as (

    select * from {{ ref('int_place_names') }}

),

divisions as (

    select * from {{ ref('admin_divisions') }}

),

lengths as (

    select distinct name_length from names

),

found as (

    select
        issuers.issuer_name,
        issuers.given_code,
        names.admin_code,
        names.name_length,
        row_number() over (
            partition by issuers.issuer_name, issuers.given_code
            order by names.name_length desc
        ) as place
    from issuers
    cross join lengths
    inner join names
        on
            lengths.name_length = names.name_length
            and substring(issuers.issuer_name, 1, lengths.name_length) = names.written

),

-- A code that the manifest gives stands over the name; the longest of its own names is taken off.
given as (

    select
        issuers.issuer_name,
        issuers.given_code,
        max(coalesce(names.name_length, 0)) as name_length
    from issuers
    inner join divisions on issuers.given_code = divisions.admin_code
    left join names
        on
            issuers.given_code = names.admin_code
            and substring(issuers.issuer_name, 1, names.name_length) = names.written
    group by issuers.issuer_name, issuers.given_code

),

placed as (

    select
        issuers.issuer_name,
        issuers.given_code,
        coalesce(given.given_code, found.admin_code) as admin_code,
        case
            when given.given_code is not null
                then {{ replace_all('substring(issuers.issuer_name, cast(given.name_length + 1 as bigint))', '^[省市州区县旗]', '') }}
            else substring(issuers.issuer_name, cast(found.name_length + 1 as bigint))
        end as organisation
    from issuers
    left join given
        on issuers.issuer_name = given.issuer_name and issuers.given_code = given.given_code
    left join found
        on
            issuers.issuer_name = found.issuer_name
            and issuers.given_code = found.given_code
            and found.place = 1
    where given.given_code is not null or found.admin_code is not null

),

classed as (

    select
        *,
        coalesce(
            {{ first_match(organisations, 'organisation', 'field') }},
            case when {{ matches('organisation', other_body) }} then 'other' end
        ) as field,
        coalesce({{ first_match(organisations, 'organisation', 'body_type') }}, 'other') as body_type
    from placed

),

final as (

    select
        issuer_name,
        given_code,
        admin_code,
        organisation,
        field,
        body_type
    from classed
    where field is not null

)

select * from final
