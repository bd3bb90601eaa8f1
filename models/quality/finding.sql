-- Contradictions and implausible figures, each with the words on both sides.
with final as (

    select
        {{ hash_key(['rule', 'found_observation_key', 'expected_observation_key']) }} as finding_key,
        rule,
        severity,
        report_key,
        agency_key,
        year,
        metric_code,
        expected,
        found,
        expected_observation_key,
        found_observation_key,
        expected_evidence,
        found_evidence
    from {{ ref('int_findings') }}

)

select * from final
