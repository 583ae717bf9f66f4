-- name: life
-- What runs did to a lead, every list that it stood on; of a month that was run again the last is in force.
-- One row a batch, the oldest first. Reads leads.event.
SELECT
    event.run_month, event.kind, event.grade, event.reason, event.due_on, event.run_no = last_batch.run_no AS is_in_force
FROM leads.event AS event
JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
    ON last_batch.run_month = event.run_month
WHERE event.lead_id = $lead_id
ORDER BY event.run_month, event.run_no;

-- name: signals
-- What was issued for a household or village by the runs of some months.
-- One row a run, month and indicator; of silenced ones the grade is empty. Reads leads.issued.
SELECT run_month, month, indicator, value, baseline, threshold, joined_by, grade
FROM leads.issued
WHERE household_id = $household_id AND (household_id <> '' OR (town = $town AND village = $village))
ORDER BY run_month, month, indicator;

-- name: silenced
-- What runs did not ask a town about again because of what it answered to a lead: of each run month the last batch.
-- One row a run month and signal. Reads leads.silenced, leads.event.
SELECT silenced.run_month, silenced.month, silenced.reason, silenced.until
FROM leads.silenced AS silenced
JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
    ON last_batch.run_month = silenced.run_month AND last_batch.run_no = silenced.run_no
WHERE silenced.lead_id = $lead_id
ORDER BY silenced.run_month, silenced.month, silenced.indicator;

-- name: decisions
-- What the bureau decided on a lead's household.
-- One row a decision. Reads leads.decision, leads.returned_file.
SELECT DISTINCT file.folder, file.path, decision.sheet, decision."row", decision.kind, decision.decided_on
FROM leads.decision AS decision
JOIN leads.returned_file AS file ON file.sha256 = decision.sha256
WHERE decision.lead_id = $lead_id OR (decision.household_id = $household_id AND decision.household_id <> '')
ORDER BY file.folder, file.path, decision.sheet, decision."row";
