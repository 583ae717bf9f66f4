-- Leads whose household was enrolled or not: by the bureau's decisions, and by rosters that runs saw it monitored on.
-- One row a lead and word, the last word last. Reads leads.decision, leads.returned_file, leads.event.
SELECT lead_id, kind
FROM (
    SELECT decision.lead_id, decision.kind, file.folder AS since
    FROM leads.decision AS decision
    JOIN leads.returned_file AS file ON file.sha256 = decision.sha256
    WHERE decision.kind IN ('enrol', 'decline') AND decision.lead_id <> '' AND file.folder <= $until AND file.after_run < $before_run
    UNION ALL
    SELECT event.lead_id, 'enrol', event.run_month
    FROM leads.event AS event
    JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
        ON last_batch.run_month = event.run_month AND last_batch.run_no = event.run_no
    WHERE event.kind = 'enrolled' AND event.run_month < $before
) AS words
ORDER BY lead_id, since, kind DESC
