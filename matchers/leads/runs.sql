-- name: run_months
-- Months that were run before this one.
-- One row a month. Reads leads.run.
SELECT month FROM leads.run WHERE month < $month ORDER BY month;

-- name: last_run
-- The last run of a month.
-- One row, or none. Reads leads.run.
SELECT inputs, outputs FROM leads.run WHERE month = $month;

-- name: ahead_of
-- The newest month that was run before $month was run at all.
-- One row; null where there is none. Reads leads.run.
SELECT max(month) FROM leads.run WHERE month > $month AND NOT EXISTS (SELECT 1 FROM leads.run AS own WHERE own.month = $month);

-- name: first_run
-- The number of the first batch of a run month; of a month not yet run one that is beyond all.
-- One row. Reads leads.event.
SELECT coalesce(min(run_no), 2147483647) FROM leads.event WHERE kind = 'run' AND run_month = $run_month;

-- name: run_numbers
-- The last number of a batch, and of one of this run month.
-- One row. Reads leads.event.
SELECT coalesce(max(run_no), 0), coalesce(max(CASE WHEN run_month = $run_month THEN run_no END), 0) FROM leads.event;

-- name: seen
-- Runs that wrote an outbox.
-- One row a run, in their order. Reads leads.seen.
SELECT seen_no, month, files, identities, returns, events, policy, rules, unopened FROM leads.seen ORDER BY seen_no;

-- name: note_seen
-- How far everything has been taken in when a run writes its outbox.
-- One row. Reads leads.seen, intake.file, intake.identity, leads.returned_order, leads.event.
INSERT INTO leads.seen
SELECT
    (SELECT coalesce(max(seen_no), 0) + 1 FROM leads.seen) AS seen_no, $month AS month,
    (SELECT coalesce(max(file_id), 0) FROM intake.file) AS files,
    (SELECT coalesce(max(identity_id), 0) FROM intake.identity) AS identities,
    (SELECT coalesce(max(return_no), 0) FROM leads.returned_order) AS returns,
    (SELECT coalesce(max(run_no), 0) FROM leads.event) AS events,
    $policy AS policy, $rules AS rules, $unopened AS unopened;

-- name: forget_run
-- A month that is run again has one record.
-- Reads leads.run.
DELETE FROM leads.run WHERE month = $month;

-- name: issued_before
-- What earlier runs issued, on which late signals, carried leads and months running depend.
-- One row a run, household or village, and indicator. Reads leads.issued.
SELECT run_month, month, town, village, household_id, indicator, grade
FROM leads.issued
WHERE run_month < $month
ORDER BY run_month, month, town, village, household_id, indicator;

-- name: come_since
-- What a month knows now and did not know then: files of departments and files of returns/ in its folders.
-- One row. Reads intake.file, leads.returned_order.
SELECT
    (SELECT count(*) FROM intake.file WHERE folder <= $month AND file_id > $files) AS drops,
    (SELECT count(*) FROM leads.returned_order WHERE folder <= $month AND return_no > $returns) AS returns;

-- name: counts
-- Leads of a run by grade, those it carried on too.
-- One row a grade. Reads leads.event.
SELECT grade, count(*) AS leads
FROM leads.event
WHERE kind IN ('issued', 'carried', 'escalated') AND month = run_month
    AND run_no = (SELECT max(run_no) FROM leads.event WHERE kind = 'run' AND run_month = $month)
GROUP BY grade
ORDER BY grade DESC;

-- name: towns
-- Towns that ever had a lead.
-- One row a town. Reads leads.event.
SELECT DISTINCT town FROM leads.event WHERE kind <> 'run' ORDER BY town;

-- name: last_counts
-- Leads by town and grade of the last run before this month.
-- One row a town and grade. Reads leads.event.
SELECT event.town, event.grade, count(*) AS leads
FROM leads.event AS event
WHERE event.kind IN ('issued', 'carried', 'escalated')
    AND event.run_no = (
        SELECT max(run_no) FROM leads.event
        WHERE kind = 'run' AND run_month = (SELECT max(run_month) FROM leads.event WHERE kind = 'run' AND run_month < $month)
    )
GROUP BY event.town, event.grade
ORDER BY event.town, event.grade;
