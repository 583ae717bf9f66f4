-- What runs did to a lead: of each run month the last batch.
-- One row a run month. Reads leads.event.
SELECT event.run_month, event.kind, event.grade, event.indicators, event.reason, event.due_on
FROM leads.event AS event
JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
    ON last_batch.run_month = event.run_month AND last_batch.run_no = event.run_no
WHERE event.lead_id = $lead_id
ORDER BY event.run_month
