-- name: reasons
-- Signals that towns were asked about.
-- One row a run and signal. Reads leads.issued.
SELECT run_month, month, town, village, household_id, indicator
FROM leads.issued
WHERE grade <> ''
ORDER BY run_month, month, town, village, household_id, indicator;
