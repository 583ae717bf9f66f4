-- name: events
-- What the runs of months before $before did to leads: of each run month the last batch.
-- One row a run month and lead, in the order of issue. Reads leads.event.
SELECT
    event.run_month, event.kind, event.lead_id, event.town, event.village, event.household_id, event.grade, event.indicators,
    event.sources, event.reason, event.first_month, event.months_running, event.issued_on, event.due_on, event.continues,
    event.listing
FROM leads.event AS event
JOIN (SELECT run_month, max(run_no) AS run_no FROM leads.event WHERE kind = 'run' GROUP BY run_month) AS last_batch
    ON last_batch.run_month = event.run_month AND last_batch.run_no = event.run_no
WHERE event.kind <> 'run' AND event.run_month < $before
ORDER BY event.run_month, event.town, event.village, event.lead_id;

-- name: enrolments
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
ORDER BY lead_id, since, kind DESC;

-- name: values
-- The figures with which signals were issued by the runs of months before $before.
-- One row a signal, the oldest run first. Reads leads.issued.
SELECT run_month, town, village, household_id, indicator, value
FROM leads.issued
WHERE run_month < $before
ORDER BY run_month, month, town, village, household_id, indicator;
