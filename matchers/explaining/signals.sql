-- What was issued for a household or village by the runs of some months.
-- One row a run, month and indicator; of silenced ones the grade is empty. Reads leads.issued.
SELECT run_month, month, indicator, value, baseline, threshold, joined_by, grade
FROM leads.issued
WHERE household_id = $household_id AND (household_id <> '' OR (town = $town AND village = $village))
ORDER BY run_month, month, indicator
