-- How far everything has been taken in when a run writes its outbox.
-- One row. Reads leads.seen, intake.file, intake.identity, leads.returned_order, leads.event.
INSERT INTO leads.seen
SELECT
    (SELECT coalesce(max(seen_no), 0) + 1 FROM leads.seen) AS seen_no, $month AS month,
    (SELECT coalesce(max(file_id), 0) FROM intake.file) AS files,
    (SELECT coalesce(max(identity_id), 0) FROM intake.identity) AS identities,
    (SELECT coalesce(max(return_no), 0) FROM leads.returned_order) AS returns,
    (SELECT coalesce(max(run_no), 0) FROM leads.event) AS events,
    $policy AS policy, $rules AS rules, $unopened AS unopened
