-- What earlier runs issued, on which late signals, carried leads and months running depend.
-- One row a run, household or village, and indicator. Reads leads.issued.
SELECT run_month, month, town, village, household_id, indicator, grade
FROM leads.issued
WHERE run_month < $month
ORDER BY run_month, month, town, village, household_id, indicator
