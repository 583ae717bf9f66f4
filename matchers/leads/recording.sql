-- name: batch
-- The batch in force of a run month.
-- One row a lead. Reads leads.event.
SELECT
    kind, lead_id, month, town, village, household_id, grade, indicators, sources, reason, first_month, months_running, issued_on, due_on,
    continues, cells, listing
FROM leads.event
WHERE kind <> 'run' AND run_no = (SELECT max(run_no) FROM leads.event WHERE kind = 'run' AND run_month = $run_month)
ORDER BY lead_id;

-- name: silenced_batch
-- What the batch in force of a run month did not ask about again.
-- One row a signal. Reads leads.silenced, leads.event.
SELECT month, town, village, household_id, indicator, reason, lead_id, until
FROM leads.silenced
WHERE run_no = (SELECT max(run_no) FROM leads.event WHERE kind = 'run' AND run_month = $run_month)
ORDER BY month, town, village, household_id, indicator;

-- name: forget
-- A month that is run again issues anew what it issued.
-- Reads leads.issued.
DELETE FROM leads.issued WHERE run_month = $run_month;

-- name: set_aside
-- What a month issued before it was run again, kept so that a later month can still be told as it was then.
-- One row a signal. Reads leads.issued, leads.seen.
INSERT INTO leads.issued_aside
SELECT
    (SELECT coalesce(max(seen_no), 0) + 1 FROM leads.seen) AS until_seen,
    run_month, month, town, village, household_id, indicator, value, baseline, threshold, joined_by, grade
FROM leads.issued
WHERE run_month = $run_month;
