-- Which of the statements about an agency-year stands for it: stated totals before parts, the whole year before a
-- part of it, the annual report before other kinds, the report of that year before a later one, an exact figure
-- before a bound, the earliest in the text. Of 由 970 台减到 612 台 the first is what was before.
-- A rate that stands for all lines goes before one of a single line, which counts only where there is no other.
{% set line_group = "agency_key, year, scope, metric_code, line" %}
{% set said_as_total = '(^|[^公])共([^同享建商治产和]|$)|合计|总计|累计|总数|总量' %}
{% set moved_from = '(由|从)[^，,；;。#]{0,10}#[^，,；;。0-9]{0,3}(降|减|升|增|涨|提|缩|扩|压|变)[^，,；;。0-9]{0,3}[0-9]' %}
{% set metric_group = "agency_key, year, scope, metric_code" %}
{% set preference = "coverage_no, moved_no, kind_no, period_no, other_year_no, below_total_no, comparator_no, published_no, report_key, value_start, part_no, observation_key" %}

with observations as (

    select * from {{ ref('int_observations') }}

),

quantities as (

    select quantity_key, context, trail_text from {{ ref('int_quantities') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

agencies as (

    select * from {{ ref('int_report_agencies') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

candidates as (

    select
        observations.observation_key,
        agencies.agency_key,
        observations.year,
        observations.scope,
        observations.metric_code,
        coalesce(observations.hotline, '') as line,
        coalesce(metrics.fact, '') as fact,
        observations.value,
        observations.comparator,
        cast({{ lower_bound(
            'observations.value', 'observations.unit', 'observations.comparator', 'observations.raw'
        ) }} as decimal(28, 8)) as low,
        cast({{ upper_bound(
            'observations.value', 'observations.unit', 'observations.comparator', 'observations.raw'
        ) }} as decimal(28, 8)) as high,
        coalesce(metrics.is_additive, 0) = 1 as is_additive,
        {{ matches("coalesce(quantities.context, '')", said_as_total) }} as is_said_as_total,
        case
            when {{ matches("coalesce(quantities.context, '') || coalesce(quantities.trail_text, '')", moved_from) }}
                then 1
            else 0
        end as moved_no,
        observations.report_key,
        observations.value_start,
        observations.part_no,
        reports.report_kind,
        case when coalesce(observations.hotline, '') = coalesce(metrics.fact_kind, '') then 0 else 1 end as line_no,
        case observations.coverage when 'whole' then 0 else 1 end as coverage_no,
        case reports.report_kind
            when 'annual_report' then 0 when 'statistics' then 1 when 'plan' then 2 when 'news' then 3 else 4
        end as kind_no,
        case
            when observations.coverage = 'whole' then 0
            else -coalesce({{ dbt.datediff('observations.period_start', 'observations.period_end', 'day') }}, 0)
        end as period_no,
        case when reports.report_year = observations.year then 0 else 1 end as other_year_no,
        case observations.comparator when 'eq' then 0 else 1 end as comparator_no,
        coalesce({{ dbt.datediff('reports.published_date', "date '2100-01-01'", 'day') }}, 999999) as published_no
    from observations
    inner join reports on observations.report_key = reports.report_key
    inner join agencies on observations.report_key = agencies.report_key
    inner join metrics on observations.metric_code = metrics.metric_code
    left join quantities on observations.quantity_key = quantities.quantity_key
    where
        reports.is_current
        and observations.kind = 'actual'
        and observations.subject is null
        and observations.coverage <> 'partial'
        and observations.year is not null

),

-- A figure that is less than what the same report says as the total is a part of it.
weighed as (

    select
        *,
        case
            when
                is_additive and not is_said_as_total
                and high < max(case when is_said_as_total then low end) over (
                    partition by {{ line_group }}, report_key, coverage_no, period_no
                )
                then 1
            else 0
        end as below_total_no
    from candidates

),

ranked as (

    select
        *,
        row_number() over (partition by {{ line_group }} order by {{ preference }}) as line_place,
        first_value(observation_key) over (partition by {{ line_group }} order by {{ preference }}) as first_key
    from weighed

),

-- Against the first of the line: what differs, and why the other goes after it.
compared as (

    select
        ranked.*,
        case
            when ranked.coverage_no > firsts.coverage_no then 'not selected: a whole year is stated'
            when ranked.moved_no > firsts.moved_no then 'not selected: what it was before it moved'
            when ranked.kind_no > firsts.kind_no
                then 'not selected: ' || firsts.report_kind || ' goes before ' || ranked.report_kind
            when ranked.period_no > firsts.period_no then 'not selected: a longer period is stated'
            when ranked.other_year_no > firsts.other_year_no then 'not selected: the report of that year goes first'
            when ranked.below_total_no > firsts.below_total_no then 'not selected: a greater figure is said as the total'
            when ranked.comparator_no > firsts.comparator_no then 'not selected: an exact figure goes first'
            when ranked.published_no > firsts.published_no then 'not selected: a later report goes first'
            when ranked.report_key <> firsts.report_key then 'not selected: another report goes first'
            else 'not selected: stated earlier in the same report'
        end as reason_after,
        ranked.coverage_no = firsts.coverage_no
        and ranked.moved_no = firsts.moved_no
        and ranked.period_no = firsts.period_no as is_comparable,
        ranked.low > firsts.high or ranked.high < firsts.low as says_otherwise
    from ranked
    inner join ranked as firsts on ranked.first_key = firsts.observation_key

),

grouped as (

    select
        *,
        sum(case when is_comparable then 1 else 0 end) over (partition by {{ line_group }}) as candidate_count,
        max(case when is_comparable and says_otherwise then 1 else 0 end) over (partition by {{ line_group }}) = 1
            as has_conflict,
        case
            when line_place = 1
                then row_number() over (
                    partition by {{ metric_group }}, line_place order by line_no, {{ preference }}
                )
        end as metric_place
    from compared

),

final as (

    select
        observation_key,
        agency_key,
        year,
        scope,
        metric_code,
        line_place = 1 as is_first_of_line,
        coalesce(metric_place = 1, false) as is_first_of_metric,
        coalesce(metric_place = 1, false) or (line_place = 1 and fact = 'fct_hotline_tickets') as is_selected,
        cast(candidate_count as integer) as candidate_count,
        has_conflict,
        case
            when line_place > 1 then reason_after
            when metric_place > 1 and fact <> 'fct_hotline_tickets' then 'not selected: another line goes first'
            when candidate_count = 1 then 'selected: the only statement'
            when has_conflict then 'selected: the first of ' || candidate_count || ' statements, which differ'
            else 'selected: the first of ' || candidate_count || ' statements, which agree'
        end as selection_reason
    from grouped

)

select * from final
