-- name: forget_in
-- Before all is stored anew. Reads nothing.
DELETE FROM leads.moved_in;

-- name: forget_out
-- Before all is stored anew. Reads nothing.
DELETE FROM leads.moved_out;

-- name: moved_in
-- Leads that households brought along from other counties, as known in a month.
-- One row a lead. Reads leads.moved_in.
SELECT since, lead_id, record FROM leads.moved_in WHERE since <= $until ORDER BY since, lead_id;

-- name: moved_out
-- Leads that went along to another county, and where they go on, as known in a month.
-- One row a lead. Reads leads.moved_out.
SELECT since, lead_id, becomes FROM leads.moved_out WHERE since <= $until ORDER BY since, lead_id;

-- name: figures
-- With which figures signals of households were issued.
-- One row a signal, the oldest run first. Reads leads.issued.
SELECT run_month, household_id, indicator, value FROM leads.issued WHERE household_id <> ''
ORDER BY run_month, month, household_id, indicator;
