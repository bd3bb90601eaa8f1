-- What may be added up to a city or a province: of each bureau, year, span and additive metric one figure, that of its
-- system (全县), which holds its own, else what it states. System and own rows are never added together, nor is an
-- enforcement body added to its bureau.
with stated as (

    select * from {{ ref('int_stated') }} where stands_for_year and kind = 'actual'

),

agencies as (

    select * from {{ ref('dim_agency') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

ranked as (

    select
        stated.observation_key,
        stated.agency_key,
        agencies.agency_name,
        agencies.admin_level,
        agencies.province,
        agencies.prefecture,
        agencies.field,
        stated.metric_code,
        stated.year,
        stated.span_of_year,
        stated.coverage,
        stated.scope,
        stated.value,
        stated.low,
        stated.high,
        stated.evidence,
        row_number() over (
            partition by stated.agency_key, stated.metric_code, stated.year, stated.span_of_year
            order by case stated.scope when 'system' then 0 when 'unknown' then 1 else 2 end
        ) as scope_place
    from stated
    inner join agencies on stated.agency_key = agencies.agency_key
    inner join metrics on stated.metric_code = metrics.metric_code
    where
        metrics.is_additive = 1
        and agencies.is_resolved
        and agencies.body_type = 'bureau'
        and agencies.field <> 'other'

),

final as (

    select
        observation_key,
        agency_key,
        agency_name,
        admin_level,
        province,
        prefecture,
        field,
        metric_code,
        year,
        span_of_year,
        coverage,
        scope,
        value,
        low,
        high,
        evidence
    from ranked
    where scope_place = 1

)

select * from final
