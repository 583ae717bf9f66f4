-- What runs had not asked about again by then.
-- One row a signal. Reads leads.silenced of the workspace.
CREATE TABLE leads.silenced AS
SELECT * FROM store.leads.silenced WHERE run_no <= $events
