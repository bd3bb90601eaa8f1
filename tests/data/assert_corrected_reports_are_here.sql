-- The project's corrections serve several warehouses, so one may be about a report that is not in this one; but a
-- report_id that is written wrongly would never be noticed otherwise.
{{ config(severity = 'warn') }}
select correction_key, report_id, corrected_by, reason
from {{ ref('int_corrections') }}
where status = 'no_report' and source_file = 'seeds/corrections.csv'
