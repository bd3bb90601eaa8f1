-- Every quantity and the metrics that it states, with its words and its place in the text.
with observations as (

    select * from {{ ref('int_observations') }}

),

documents as (

    select report_key, content_text from {{ ref('stg_raw__document') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

agencies as (

    select * from {{ ref('int_report_agencies') }}

),

selection as (

    select * from {{ ref('int_selection') }}

),

final as (

    select
        observations.observation_key,
        observations.quantity_key,
        observations.report_key,
        agencies.agency_key,
        observations.metric_code,
        observations.parent_observation_key,
        observations.denominator_observation_key,

        observations.label,
        observations.counter,
        observations.value,
        observations.unit,
        observations.raw,
        observations.year,
        observations.period_start,
        observations.period_end,
        observations.kind,
        observations.change_type,
        observations.base_year,
        observations.comparator,
        observations.scope,
        observations.subject,
        observations.coverage,
        observations.recurrence,
        observations.hotline,
        observations.source_form,

        {{ span('documents.content_text', 'observations.char_start', 'observations.char_end') }} as evidence,
        observations.char_start,
        observations.char_end,
        observations.value_start,
        observations.value_end,
        observations.section,

        observations.rule_id,
        coalesce(selection.is_selected, false) as is_selected,
        case
            when selection.observation_key is not null then selection.selection_reason
            when observations.is_beside_total then 'part_beside_total'
            when observations.metric_code is null then 'not selected: no metric'
            when observations.kind <> 'actual' then 'not selected: a ' || observations.kind
            when not reports.is_current then 'not selected: a later version of the report stands'
            when observations.subject is not null then 'not selected: about another body or place'
            when observations.coverage = 'partial' then 'not selected: covers a part of the work'
            else 'not selected: no year stated'
        end as selection_reason,
        observations.is_corrected
    from observations
    inner join documents on observations.report_key = documents.report_key
    inner join reports on observations.report_key = reports.report_key
    inner join agencies on observations.report_key = agencies.report_key
    left join selection on observations.observation_key = selection.observation_key

)

select * from final
