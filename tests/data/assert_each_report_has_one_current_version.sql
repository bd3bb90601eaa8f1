-- Facts of two versions of a report must never be counted together.
select report_id
from {{ ref('dim_report') }}
group by report_id
having sum(case when is_current then 1 else 0 end) <> 1 or count(distinct version) <> count(*)
