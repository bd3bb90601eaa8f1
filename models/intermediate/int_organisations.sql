-- What the part of an issuer's name behind the place says: a town, street or zone there, the branch of a bureau for
-- a county, and the body with its field and kind.
-- depends_on: {{ ref('organisations') }}
-- depends_on: {{ ref('national_bodies') }}
{% set organisations = seed_rows('organisations', 'organisation_no') %}
{% set national = seed_rows('national_bodies', 'body_no') %}
{% set town = '^([^省市区县旗局厅委]{1,10}(街道|镇|乡|苏木))(人民政府.*|政府.*|办事处.*|党工?委.*|[^镇乡]*执法.*|.*(办公室|中心|所|站))$' %}
{% set no_town = '(城乡|和城|住房|建设|水利|规划)' %}
{% set zone = '^(.{0,14}?(开发区|高新区|经开区|新区|园区|保税区|保税港区|示范区|实验区|试验区|合作区|度假区|管理区|风景区|名胜区|集聚区|科学城))(.*)$' %}
{% set zone_head = '^(开发建设)?(管理委员会|管委会)' %}
{% set under_government = '^(行政公署|行署|人民政府|(?:开发建设)?(?:管理委员会|管委会))(.+(?:局|委员会|队))$' %}
{% set branch = '^(.*局)([^局]{2,9})分局$' %}
{% set enforcement = '^(.*(局|厅|委员会|委))(综合)?(行政)?(执法|监察|监督)(监督|监察|稽查)?(总队|支队|大队|中队|队|所)$' %}
{% set sub_body = '^(.*(局|厅|委员会))[^局厅]{2,9}(局|所|站|中心|队|处)$' %}
{% set withheld = '某|[Xx×＊*○]' %}
{% set other_body = '^[^省市区县旗乡镇街道]{2,20}(局|厅|委员会|委|办公室|中心|队|院|处|站|所)$|^(中心)?[分支]行$' %}

with parts as (

    select distinct organisation, vertical_field from {{ ref('int_issuer_parts') }} where organisation <> ''

),

split as (

    select
        *,
        case
            when {{ matches('organisation', town) }} and not {{ matches(extract('organisation', town), no_town) }} then 'town'
            when {{ matches('organisation', zone) }} then 'zone'
        end as unit_kind
    from parts

),

units as (

    select
        *,
        case unit_kind
            when 'town' then {{ extract('organisation', town) }}
            when 'zone' then {{ full_zone_name(extract('organisation', zone)) }}
        end as unit_name,
        case unit_kind
            when 'town' then {{ extract('organisation', town, 3) }}
            when 'zone' then {{ extract('organisation', zone, 3) }}
            else organisation
        end as rest
    from split

),

bodies as (

    select
        *,
        case
            when unit_kind = 'zone' and {{ matches('rest', zone_head ~ '.') }} then {{ replace_all('rest', zone_head, '') }}
            when unit_kind = 'town' and {{ matches('rest', '^(人民政府|政府|办事处).') }}
                and not {{ matches('rest', '(办公室|党政办)$') }}
                then {{ replace_all('rest', '^(人民政府|政府|办事处)', '') }}
            when unit_kind is null and {{ matches('rest', under_government) }} then {{ extract('rest', under_government, 2) }}
            when unit_kind is null and {{ matches('rest', branch) }} then {{ extract('rest', branch) }}
            else rest
        end as body,
        case when unit_kind is null and {{ matches('rest', branch) }} then {{ extract('rest', branch, 2) }} end as branch_place
    from units

),

-- A body that no pattern knows may be the enforcement of a bureau that one knows (农业农村委员会执法大队), or lie within it.
bureaus as (

    select
        *,
        case
            when {{ matches('body', enforcement) }} then {{ extract('body', enforcement) }}
            when {{ matches('body', sub_body) }} then {{ extract('body', sub_body) }}
        end as bureau
    from bodies

),

classed as (

    select
        *,
        {{ first_match(organisations, 'body', 'field') }} as own_field,
        {{ first_match(organisations, 'body', 'body_type') }} as own_body_type,
        {{ first_match(organisations, 'bureau', 'field') }} as bureau_field
    from bureaus

),

final as (

    select
        organisation,
        vertical_field,
        unit_kind,
        unit_name,
        rest as body_name,
        branch_place,
        case
            when own_field is not null then own_field
            when {{ matches('body', withheld) }} then cast(null as {{ dbt.type_string() }})
            when bureau_field is not null then bureau_field
            when vertical_field is not null and {{ matches('body', '(局|关|队)$') }} then vertical_field
            when {{ matches('body', other_body) }} then 'other'
        end as field,
        case
            when own_field is not null then own_body_type
            when bureau_field is not null and {{ matches('body', enforcement) }} then 'enforcement_body'
            when bureau_field is null and vertical_field is not null then 'bureau'
            else 'other'
        end as body_type,
        {{ first_match(national, 'organisation', 'field') }} as national_field,
        {{ first_match(national, 'organisation', 'body_type') }} as national_body_type,
        {{ first_match(national, 'organisation', 'is_named') }} = '1' as is_named
    from classed

)

select * from final
