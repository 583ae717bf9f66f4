-- The number of the first batch of a run month; of a month not yet run one that is beyond all.
-- One row. Reads leads.event.
SELECT coalesce(min(run_no), 2147483647) FROM leads.event WHERE kind = 'run' AND run_month = $run_month
