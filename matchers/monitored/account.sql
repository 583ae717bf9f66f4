-- name: issued
-- What was issued of the households concerned by runs up to the month.
-- One row a household, month and indicator. Reads leads.issued, linked.concerned.
SELECT DISTINCT issued.household_id, issued.month, issued.indicator
FROM leads.issued AS issued
JOIN linked.concerned AS concerned ON concerned.household_id = issued.household_id
WHERE issued.run_month <= $month
ORDER BY issued.household_id, issued.month, issued.indicator;
