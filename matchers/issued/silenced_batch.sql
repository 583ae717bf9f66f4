-- What the batch in force of a run month did not ask about again.
-- One row a signal. Reads leads.silenced, leads.event.
SELECT month, town, village, household_id, indicator, reason, lead_id, until
FROM leads.silenced
WHERE run_no = (SELECT max(run_no) FROM leads.event WHERE kind = 'run' AND run_month = $run_month)
ORDER BY month, town, village, household_id, indicator
