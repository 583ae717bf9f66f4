-- name: listings
-- Every list that a lead ever stood on of which something came back: with which reasons (none where it only stood open still) and columns.
-- One row a batch and lead, in the order of the batches. Reads leads.event, leads.returned_row.
SELECT lead_id, town, run_no, run_month, grade, indicators, issued_on, cells, listing
FROM leads.event
WHERE kind <> 'run' AND lead_id IN (SELECT lead_id FROM leads.returned_row)
ORDER BY lead_id, run_no;

-- name: towns
-- Towns that were ever asked.
-- One row a town. Reads leads.event.
SELECT DISTINCT town FROM leads.event WHERE kind <> 'run';
