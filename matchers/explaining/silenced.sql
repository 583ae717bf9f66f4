-- What runs did not ask a town about again because of what it answered to a lead: of each run month the last batch.
-- One row a run month and signal. Reads leads.silenced, leads.event.
SELECT silenced.run_month, silenced.month, silenced.reason, silenced.until
FROM leads.silenced AS silenced
JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
    ON last_batch.run_month = silenced.run_month AND last_batch.run_no = silenced.run_no
WHERE silenced.lead_id = $lead_id
ORDER BY silenced.run_month, silenced.month, silenced.indicator
