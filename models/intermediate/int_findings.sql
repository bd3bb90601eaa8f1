-- Contradictions and doubts of all themes, with what was found and the words on both sides. Faults of the source are
-- warnings to read; the one rule that shows a fault of the warehouse is an error, and a failing test.
with together as (

    select * from {{ ref('int_findings_parts') }}
    union all
    select * from {{ ref('int_findings_shares') }}
    union all
    select * from {{ ref('int_findings_growth') }}
    union all
    select * from {{ ref('int_findings_statements') }}
    union all
    select * from {{ ref('int_findings_amounts') }}

),

stated as (

    select * from {{ ref('int_stated') }}

),

final as (

    select
        together.rule,
        case when together.rule = 'amount_misread' then 'error' else 'warning' end as severity,
        founds.report_key,
        founds.agency_key,
        founds.year,
        founds.metric_code,
        cast(together.expected as decimal(28, 8)) as expected,
        cast(together.found as decimal(28, 8)) as found,
        together.expected_observation_key,
        together.found_observation_key,
        coalesce(together.expected_evidence, expecteds.evidence) as expected_evidence,
        founds.evidence as found_evidence
    from together
    inner join stated as founds on together.found_observation_key = founds.observation_key
    left join stated as expecteds on together.expected_observation_key = expecteds.observation_key

)

select * from final
