-- Ways to cut an issuer's name into the name of a place and of an organisation there: after each name of a place with
-- which it begins, after a bare word for a kind of place (市交通局), or before all of it. Of joint issuers the first leads.
{% set joint = '^([^\s、,，;；/]*(局|厅|委|会|府|队|办|室|院|处|心|所|站))[\s、,，;；/].*$' %}
{% set level_word = '^[我本全]?(自治区|自治州|自治县|自治旗|省|市|区|县|州|旗|盟)' %}

with issuers as (

    select distinct issuer_name from {{ ref('int_reports') }} where issuer_name is not null

),

names as (

    select distinct written, name_length, is_bare from {{ ref('int_place_names') }}

),

lengths as (

    select distinct name_length from names

),

verticals as (

    select * from {{ ref('vertical_bodies') }}

),

first_issuers as (

    select
        issuer_name,
        {{ replace_all(
            replace_all("coalesce(nullif(" ~ extract('issuer_name', joint) ~ ", ''), issuer_name)", '[（(][^（()）]*[)）]|\s', ''),
            '^(中国共产党|中共)', ''
        ) }} as leading_name
    from issuers

),

-- A vertical body bears the name of the whole before that of its branch: 国家税务总局杭州市税务局.
branches as (

    select
        first_issuers.issuer_name,
        first_issuers.leading_name,
        verticals.prefix,
        verticals.field,
        row_number() over (
            partition by first_issuers.issuer_name
            order by length(verticals.prefix) desc
        ) as place
    from first_issuers
    left join verticals
        on
            substring(first_issuers.leading_name, 1, length(verticals.prefix)) = verticals.prefix
            and length(first_issuers.leading_name) > length(verticals.prefix)

),

cleaned as (

    select
        issuer_name,
        leading_name,
        case
            when prefix is null then leading_name
            else substring(leading_name, cast(length(prefix) + 1 as bigint))
        end as own_name,
        field as vertical_field
    from branches
    where place = 1

),

placed as (

    select
        cleaned.issuer_name,
        cleaned.vertical_field,
        names.written as place_name,
        names.name_length,
        names.is_bare,
        cast(null as {{ dbt.type_string() }}) as level_word,
        substring(cleaned.own_name, cast(names.name_length + 1 as bigint)) as organisation
    from cleaned
    cross join lengths
    inner join names
        on
            lengths.name_length = names.name_length
            and substring(cleaned.own_name, 1, lengths.name_length) = names.written

),

-- Joint issuers that run into each other: the second begins with the place of the first.
parted as (

    select
        issuer_name, vertical_field, place_name, name_length, is_bare, level_word,
        case
            when {{ position_of('place_name', 'organisation') }} > 1
                then substring(organisation, 1, cast({{ position_of('place_name', 'organisation') }} - 1 as bigint))
            else organisation
        end as organisation
    from placed

),

final as (

    select * from parted
    where not is_bare or not {{ matches('organisation', '^(省|市|区|县|州|旗|盟|地区|新区|自治|镇|乡|街道)') }}
    union all
    select
        issuer_name, vertical_field, null, 0, false,
        {{ extract('own_name', level_word) }},
        {{ replace_all('own_name', level_word, '') }}
    from cleaned
    where {{ matches('own_name', level_word) }}
    union all
    select issuer_name, vertical_field, null, 0, false, null, own_name from cleaned
    union all
    select issuer_name, null, null, 0, false, null, leading_name from cleaned where leading_name <> own_name

)

select distinct * from final
