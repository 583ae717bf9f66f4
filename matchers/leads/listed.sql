-- name: listings
-- Every list that every lead ever stood on: with which reasons (none where it only stood open still) and columns.
-- One row a batch and lead, in the order of the batches. Reads leads.event.
SELECT lead_id, town, run_no, run_month, grade, indicators, issued_on, cells, listing
FROM leads.event
WHERE kind <> 'run'
ORDER BY lead_id, run_no;
