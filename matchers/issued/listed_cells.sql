-- Every lead that was ever listed, its town and its columns as listed.
-- One row a batch and lead. Reads leads.event.
SELECT lead_id, town, CAST(run_month AS VARCHAR) AS list_month, issued_on, cells
FROM leads.event
WHERE kind <> 'run'
ORDER BY lead_id, run_no
