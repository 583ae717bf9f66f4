-- The figures with which signals were issued by the runs of months before $before.
-- One row a signal, the oldest run first. Reads leads.issued.
SELECT run_month, town, village, household_id, indicator, value
FROM leads.issued
WHERE run_month < $before
ORDER BY run_month, month, town, village, household_id, indicator
