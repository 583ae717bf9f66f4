-- name: issued
-- What was issued of the households concerned by runs up to the month.
-- One row a household, month and indicator. Reads leads.issued, linked.concerned, linked.renumbered.
SELECT DISTINCT concerned.household_id, issued.month, issued.indicator
FROM leads.issued AS issued
-- LEFT: most households keep their number
LEFT JOIN linked.renumbered AS renumbered
    ON renumbered.household_id = issued.household_id AND issued.run_month > renumbered.after AND issued.run_month <= renumbered.until
JOIN linked.concerned AS concerned ON concerned.household_id = coalesce(renumbered.becomes, issued.household_id)
WHERE issued.run_month <= $month
ORDER BY concerned.household_id, issued.month, issued.indicator;
