-- What had been set aside by then.
-- One row a signal. Reads leads.issued_aside of the workspace.
CREATE TABLE leads.issued_aside AS
SELECT * FROM store.leads.issued_aside WHERE until_seen <= $seen_no
