-- Months that had been run by then.
-- One row a month. Reads leads.run and leads.seen of the workspace.
CREATE TABLE leads.run AS
SELECT run.*
FROM store.leads.run AS run
JOIN (SELECT month, min(seen_no) AS seen_no FROM store.leads.seen GROUP BY month) AS first_run ON first_run.month = run.month
WHERE first_run.seen_no <= $seen_no
