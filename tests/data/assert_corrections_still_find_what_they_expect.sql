-- A correction rests on what stood there when it was made: where something else stands now, a person must look again.
select correction_key, report_id, status, evidence, expected_metric_code, expected_value, stands_now
from {{ ref('int_corrections') }}
where
    is_current
    and status not in ('holds', 'withdrawn')
    and not (status = 'no_report' and source_file = 'seeds/corrections.csv') -- see assert_corrected_reports_are_here
