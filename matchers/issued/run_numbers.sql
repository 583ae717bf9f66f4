-- The last number of a batch, and of one of this run month.
-- One row. Reads leads.event.
SELECT coalesce(max(run_no), 0), coalesce(max(CASE WHEN run_month = $run_month THEN run_no END), 0) FROM leads.event
