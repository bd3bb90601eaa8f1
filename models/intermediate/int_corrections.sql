-- Each correction against each version of its report: the fact that it is about, and whether what it expects to
-- stand there does. One that holds is applied; one that does not in the current version stops the build.
with corrections as (

    select * from {{ ref('stg_corrections') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

documents as (

    select report_key, content_text from {{ ref('stg_raw__document') }}

),

stated as (

    select * from {{ ref('int_uncorrected') }}

),

metrics as (

    select * from {{ ref('metrics') }}

),

versions as (

    select
        corrections.*,
        reports.report_key,
        reports.report_year,
        coalesce(reports.is_current, true) as is_current,
        documents.content_text,
        length(corrections.evidence) as evidence_length,
        (length(documents.content_text) - length(replace(documents.content_text, corrections.evidence, '')))
        / length(corrections.evidence) as evidence_count,
        (length(corrections.evidence) - length(replace(corrections.evidence, corrections.raw, '')))
        / length(corrections.raw) as raw_count,
        cast({{ position_of('corrections.evidence', 'documents.content_text') }} as bigint) - 1 as evidence_start,
        cast({{ position_of('corrections.raw', 'corrections.evidence') }} as bigint) - 1 as raw_start
    from corrections
    left join reports on corrections.report_id = reports.report_id
    left join documents on reports.report_key = documents.report_key

),

-- The observations whose number lies within the evidence, wherever the evidence stands in the text.
standing as (

    select
        versions.correction_key,
        versions.report_key,
        stated.observation_key,
        stated.quantity_key,
        stated.metric_code,
        stated.value,
        stated.value_start,
        coalesce(versions.raw, stated.raw) = stated.raw as has_raw,
        coalesce(stated.metric_code, '') = coalesce(versions.expected_metric_code, '')
        and stated.value = versions.expected_value
        and coalesce(versions.raw, stated.raw) = stated.raw as is_expected,
        coalesce(stated.metric_code, 'no metric') || ' '
        || {{ replace_all('cast(stated.value as ' ~ dbt.type_string() ~ ')', '\\.?0+$', '') }} as told
    from versions
    inner join stated on versions.report_key = stated.report_key
    where
        {{ position_of('versions.evidence', span(
            'versions.content_text',
            'greatest(stated.value_end - versions.evidence_length, 0)',
            '(stated.value_start + versions.evidence_length)'
        )) }} > 0

),

counted as (

    select
        correction_key,
        report_key,
        sum(case when is_expected then 1 else 0 end) as expected_count,
        min(case when is_expected then observation_key end) as observation_key,
        min(case when is_expected then quantity_key end) as quantity_key,
        {{ dbt.listagg('told', "', '", 'order by value_start, told') }} as stands_now
    from standing
    group by correction_key, report_key

),

placed as (

    select
        versions.*,
        counted.observation_key,
        counted.stands_now,
        coalesce(counted.expected_count, 0) as expected_count,
        metrics.unit as corrected_unit,
        metrics.fact as corrected_fact,
        metrics.fact_kind as corrected_fact_kind,
        case when versions.action = 'add' then versions.evidence_start + versions.raw_start end as added_start,
        case
            when versions.action = 'add'
                then {{ hash_key(['versions.report_key', 'versions.evidence_start + versions.raw_start', '0']) }}
            else counted.quantity_key
        end as quantity_key
    from versions
    left join counted
        on versions.correction_key = counted.correction_key and versions.report_key = counted.report_key
    left join metrics on versions.corrected_metric_code = metrics.metric_code

),

-- What stands at the same number already: the metric to be, or (for a fact to add) a number without any.
beside as (

    select
        placed.correction_key,
        placed.report_key,
        max(case when stated.metric_code = placed.corrected_metric_code then 1 else 0 end) as is_there,
        max(case when placed.action = 'add' and stated.metric_code is null then 1 else 0 end) as is_unmapped
    from placed
    inner join stated
        on
            placed.report_key = stated.report_key
            and (placed.quantity_key = stated.quantity_key or placed.added_start = stated.value_start)
            and (placed.observation_key is null or placed.observation_key <> stated.observation_key)
    group by placed.correction_key, placed.report_key

),

judged as (

    select
        placed.*,
        count(*) over (
            partition by
                placed.report_key,
                coalesce(placed.observation_key, placed.quantity_key || coalesce(placed.corrected_metric_code, ''))
        ) as same_count,
        coalesce(beside.is_there, 0) = 1 as is_there,
        coalesce(beside.is_unmapped, 0) = 1 as is_unmapped
    from placed
    left join beside
        on placed.correction_key = beside.correction_key and placed.report_key = beside.report_key

),

final as (

    select
        correction_key,
        report_key,
        report_id,
        is_current,
        observation_key,
        quantity_key,
        case
            when report_key is null and is_about_withdrawn then 'withdrawn'
            when report_key is null then 'no_report'
            when evidence_count = 0 then 'evidence_gone'
            when action = 'add' and coalesce(raw_count, 0) <> 1 then 'number_unclear'
            when action = 'add' and evidence_count > 1 then 'ambiguous'
            when action = 'add' and is_unmapped then 'unmapped_there'
            when action <> 'add' and expected_count = 0 then 'not_expected'
            when action <> 'add' and expected_count > 1 then 'ambiguous'
            when is_there then 'already_there'
            when same_count > 1 then 'twice'
            else 'holds'
        end as status,
        coalesce(stands_now, '') as stands_now,

        action,
        evidence,
        raw,
        expected_metric_code,
        expected_value,
        corrected_metric_code,
        corrected_value,
        corrected_year,
        corrected_kind,
        corrected_scope,
        corrected_coverage,
        corrected_unit,
        case when corrected_fact = 'fct_hotline_tickets' then corrected_fact_kind end as corrected_hotline,

        report_year,
        evidence_start as char_start,
        evidence_start + evidence_length as char_end,
        added_start as value_start,
        added_start + length(raw) as value_end,

        corrected_by,
        corrected_on,
        reason,
        source_file
    from judged

)

select * from final
