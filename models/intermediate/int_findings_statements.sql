-- Figures for one agency-year that cannot both hold: in one report, in two sources, in a city and its counties.
-- One step a rule. Within a report two figures of a metric may be about two things (合同审核 and 文件审核): they
-- contradict each other only where they are called the same, in two sentences.
{% set filler = '全市|全县|全区|全省|全州|全旗|全系统|全局|全年|全域|年度|去年|上年|今年|本年|累计|总计|合计|共计|共|总|已|我局|我市|我县|我区|本局|本市|办理|查处|查办|立案查处|作出|做出|实施|开展|完成|进行|行政|执法|违法|违章|处罚|案件|案|行为|各类|各种|各项|数量|数|次数|总量|量|的|了|为|[0-9]+年|[，,、。；;：:（）()“”""]' %}

with stated as (

    select
        *,
        {{ replace_all("coalesce(label, '')", filler, '') }} as thing
    from {{ ref('int_stated') }}
    where kind = 'actual' and metric_code is not null and subject is null and coverage <> 'partial'

),

area_figures as (

    select * from {{ ref('int_area_figures') }}

),

-- The first that is called so, against each later one; a figure said again and again is found once.
same_things as (

    select
        *,
        first_value(observation_key) over (
            partition by report_key, year, scope, metric_code, coalesce(hotline, ''), span_of_year, thing
            order by value_start, observation_key
        ) as first_key
    from stated
    where year is not null

),

stated_twice as (

    select
        'stated_twice' as rule,
        firsts.value as expected,
        others.value as found,
        firsts.observation_key as expected_observation_key,
        min(others.observation_key) as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from same_things as others
    inner join same_things as firsts on others.first_key = firsts.observation_key
    where
        others.segment_no <> firsts.segment_no
        and (others.low > firsts.high or others.high < firsts.low)
    group by firsts.observation_key, firsts.value, others.value

),

-- Two reports on one agency-year, none of whose figures agree. A scope that is not said may be any.
in_reports as (

    select
        *,
        case report_kind
            when 'annual_report' then 0 when 'statistics' then 1 when 'plan' then 2 when 'news' then 3 else 4
        end as kind_no,
        row_number() over (
            partition by report_id, agency_key, year, scope, metric_code, coalesce(hotline, ''), span_of_year
            order by case comparator when 'eq' then 0 else 1 end, value_start, observation_key
        ) as place
    from stated
    where year is not null

),

report_pairs as (

    select
        firsts.observation_key as first_key,
        seconds.observation_key as second_key,
        firsts.value as first_value,
        seconds.value as second_value,
        firsts.stands_for_year
        and (
            not seconds.stands_for_year
            or firsts.kind_no < seconds.kind_no
            or (firsts.kind_no = seconds.kind_no and firsts.report_id < seconds.report_id)
        ) as goes_first,
        firsts.place = 1 and seconds.place = 1 as are_first,
        firsts.low <= seconds.high and firsts.high >= seconds.low as agree,
        firsts.agency_key,
        firsts.year,
        firsts.metric_code,
        firsts.report_id as first_report,
        seconds.report_id as second_report
    from in_reports as firsts
    inner join in_reports as seconds
        on
            firsts.agency_key = seconds.agency_key
            and firsts.year = seconds.year
            and firsts.metric_code = seconds.metric_code
            and coalesce(firsts.hotline, '') = coalesce(seconds.hotline, '')
            and firsts.span_of_year = seconds.span_of_year
            and firsts.report_id <> seconds.report_id
            and (firsts.scope = seconds.scope or firsts.scope = 'unknown' or seconds.scope = 'unknown')

),

sources_differ as (

    select
        'sources_differ' as rule,
        first_value as expected,
        second_value as found,
        first_key as expected_observation_key,
        second_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from report_pairs
    where
        are_first
        and goes_first
        and not exists (
            select 1
            from report_pairs as agreeing
            where
                agreeing.agree
                and agreeing.agency_key = report_pairs.agency_key
                and agreeing.year = report_pairs.year
                and agreeing.metric_code = report_pairs.metric_code
                and agreeing.first_report = report_pairs.first_report
                and agreeing.second_report = report_pairs.second_report
        )

),

-- Of a county one figure counts, that of its system where it is stated: int_area_figures sees to that.
cities_and_counties as (

    select
        cities.observation_key as city_key,
        cities.value as city_value,
        cities.high as city_high,
        counties.observation_key as county_key,
        counties.value as county_value,
        counties.low as county_low,
        counties.agency_name || '：' || counties.evidence as county_words,
        row_number() over (
            partition by cities.observation_key order by counties.value desc, counties.observation_key
        ) as county_place
    from area_figures as cities
    inner join area_figures as counties
        on
            cities.province = counties.province
            and cities.field = counties.field
            and cities.year = counties.year
            and cities.metric_code = counties.metric_code
            and (cities.span_of_year = counties.span_of_year or cities.coverage = 'whole')
            and (
                (
                    cities.admin_level = 'prefecture' and counties.admin_level = 'county'
                    and cities.prefecture = counties.prefecture
                )
                or (cities.admin_level = 'province' and counties.admin_level = 'prefecture')
            )
    where cities.scope = 'system'

),

city_under_counties as (

    select
        'city_under_counties' as rule,
        sum(county_value) as expected,
        max(city_value) as found,
        max(case when county_place = 1 then county_key end) as expected_observation_key,
        city_key as found_observation_key,
        {{ dbt.listagg('county_words', "'；'", 'order by county_place') }} as expected_evidence
    from cities_and_counties
    group by city_key
    having sum(county_low) > max(city_high)

),

final as (

    select * from stated_twice
    union all
    select * from sources_differ
    union all
    select * from city_under_counties

)

select * from final
