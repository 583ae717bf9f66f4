-- The batch in force of a run month.
-- One row a lead. Reads leads.event.
SELECT
    kind, lead_id, month, town, village, household_id, grade, indicators, sources, reason, first_month, months_running, issued_on, due_on,
    continues, cells
FROM leads.event
WHERE kind <> 'run' AND run_no = (SELECT max(run_no) FROM leads.event WHERE kind = 'run' AND run_month = $run_month)
ORDER BY lead_id
