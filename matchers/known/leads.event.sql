-- What runs had done to leads by then.
-- One row a run and lead. Reads leads.event of the workspace.
CREATE TABLE leads.event AS
SELECT * FROM store.leads.event WHERE run_no <= $events
