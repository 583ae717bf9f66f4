-- name: issued
-- What other runs than that of $run_month ever issued.
-- One row a signal. Reads leads.issued.
SELECT run_month, month, town, village, household_id, indicator
FROM leads.issued
WHERE run_month <> $run_month
ORDER BY run_month, month, town, village, household_id, indicator;
