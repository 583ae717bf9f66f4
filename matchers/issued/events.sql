-- What the runs of months before $before did to leads: of each run month the last batch.
-- One row a run month and lead, in the order of issue. Reads leads.event.
SELECT
    event.run_month, event.kind, event.lead_id, event.town, event.village, event.household_id, event.grade, event.indicators,
    event.sources, event.reason, event.first_month, event.months_running, event.issued_on, event.due_on, event.continues
FROM leads.event AS event
JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
    ON last_batch.run_month = event.run_month AND last_batch.run_no = event.run_no
WHERE event.kind <> 'run' AND event.run_month < $before
ORDER BY event.run_month, event.town, event.village, event.lead_id
