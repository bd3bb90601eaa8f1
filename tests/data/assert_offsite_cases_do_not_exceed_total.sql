-- Off-site cases are a part of all cases: more of them, beyond what rounding leaves open (1.2 万 may be 12,050), means
-- that a part was taken for the total, a fault of the mapping unless a finding shows that the report itself says so.
select cases.*
from {{ ref('fct_enforcement_cases') }} as cases
inner join {{ ref('int_stated') }} as parts on cases.case_count_observation_key = parts.observation_key
inner join {{ ref('int_stated') }} as totals on cases.computed_share_observation_key = totals.observation_key
left join {{ ref('finding') }} as findings
    on
        cases.case_count_observation_key = findings.found_observation_key
        and findings.rule = 'part_over_total'
where cases.case_kind = 'offsite' and parts.low > totals.high and findings.finding_key is null
