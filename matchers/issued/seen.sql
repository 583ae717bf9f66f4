-- Runs that wrote an outbox.
-- One row a run, in their order. Reads leads.seen.
SELECT seen_no, month, files, identities, returns, events, policy, rules, unopened FROM leads.seen ORDER BY seen_no
