-- One row a version of a report.
with documents as (

    select * from {{ ref('stg_raw__document') }}

),

versions as (

    select * from {{ ref('int_reports') }}

),

agencies as (

    select * from {{ ref('int_report_agencies') }}

),

counts as (

    select
        report_key,
        count(distinct quantity_key) as quantity_count,
        count(distinct case when metric_code is not null then quantity_key end) as mapped_count
    from {{ ref('int_observations') }}
    group by report_key

),

final as (

    select
        documents.report_key,
        documents.report_id,
        agencies.agency_key,

        documents.source_path,
        documents.source_url,
        documents.retrieved_at,
        documents.title,
        documents.issuer_name,
        documents.report_year,
        documents.plan_start_year,
        documents.plan_end_year,
        documents.report_kind,
        documents.document_number,
        documents.published_date,
        versions.version,
        versions.is_current,

        coalesce(counts.quantity_count, 0) as quantity_count,
        coalesce(counts.mapped_count, 0) as mapped_count,

        documents.text_hash as content_sha256
    from documents
    inner join versions on documents.report_key = versions.report_key
    inner join agencies on documents.report_key = agencies.report_key
    left join counts on documents.report_key = counts.report_key

)

select * from final
