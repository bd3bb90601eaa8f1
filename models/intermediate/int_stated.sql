-- What current reports state, with the least and the greatest that each figure can mean after its rounding and its
-- comparator (9000余件, 约五成), its sentence, and whether it stands for its agency-year: what reconciliation reads.
with observations as (

    select * from {{ ref('fct_observation') }}

),

reports as (

    select * from {{ ref('dim_report') }} where is_current

),

quantities as (

    select quantity_key, segment_no, context from {{ ref('int_quantities') }}

),

selected as (

    select observation_key from {{ ref('fct_agency_year_metric') }}

),

final as (

    select
        observations.observation_key,
        observations.quantity_key,
        observations.report_key,
        reports.report_id,
        reports.report_kind,
        observations.agency_key,
        observations.metric_code,
        observations.parent_observation_key,
        observations.denominator_observation_key,

        observations.label,
        observations.counter,
        -- counters of cases count the same things
        case
            when observations.counter in ('起', '件', '宗', '例', '案') then '起' else coalesce(observations.counter, '')
        end as counted,
        observations.value,
        observations.unit,
        observations.raw,
        observations.year,
        coalesce(observations.base_year, observations.year - 1) as base_year,
        observations.kind,
        observations.change_type,
        observations.comparator,
        observations.scope,
        observations.subject,
        observations.coverage,
        observations.hotline,
        observations.is_corrected,
        selected.observation_key is not null as stands_for_year,

        -- the part of the year, the same in every year: 101-1231 is all of it
        case
            when observations.coverage = 'whole' then '101-1231'
            else
                coalesce(cast(
                    extract(month from observations.period_start) * 100 + extract(day from observations.period_start)
                    as {{ dbt.type_string() }}
                ), '?')
                || '-' || coalesce(cast(
                    extract(month from observations.period_end) * 100 + extract(day from observations.period_end)
                    as {{ dbt.type_string() }}
                ), '?')
        end as span_of_year,
        cast({{ lower_bound(
            'observations.value', 'observations.unit', 'observations.comparator', 'observations.raw'
        ) }} as decimal(28, 8)) as low,
        cast({{ upper_bound(
            'observations.value', 'observations.unit', 'observations.comparator', 'observations.raw'
        ) }} as decimal(28, 8)) as high,

        observations.source_form,
        observations.section,
        quantities.segment_no,
        quantities.context,
        observations.value_start,
        observations.evidence
    from observations
    inner join reports on observations.report_key = reports.report_key
    inner join quantities on observations.quantity_key = quantities.quantity_key
    left join selected on observations.observation_key = selected.observation_key

)

select * from final
