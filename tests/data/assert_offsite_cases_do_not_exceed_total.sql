-- Off-site cases are a part of all cases: a share over one means that a part was taken for the total, which is a
-- fault of the mapping unless a finding shows that the report itself says so.
select cases.*
from {{ ref('fct_enforcement_cases') }} as cases
left join {{ ref('finding') }} as findings
    on
        cases.case_count_observation_key = findings.found_observation_key
        and findings.rule = 'part_over_total'
where cases.case_kind = 'offsite' and cases.computed_share > 1 and findings.finding_key is null
