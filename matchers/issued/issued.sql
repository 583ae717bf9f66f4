-- What was ever issued.
-- One row a signal. Reads leads.issued.
SELECT month, town, village, household_id, indicator FROM leads.issued ORDER BY month, town, village, household_id, indicator
