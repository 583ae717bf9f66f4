-- What a month issued before it was run again, kept so that a later month can still be told as it was then.
-- One row a signal. Reads leads.issued, leads.seen.
INSERT INTO leads.issued_aside
SELECT
    (SELECT coalesce(max(seen_no), 0) + 1 FROM leads.seen) AS until_seen,
    run_month, month, town, village, household_id, indicator, value, baseline, threshold, joined_by, grade
FROM leads.issued
WHERE run_month = $run_month
