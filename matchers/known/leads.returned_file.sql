-- Files of returns/ that had been read by then.
-- One row a place of a file. Reads leads.returned_file and leads.returned_order of the workspace.
CREATE TABLE leads.returned_file AS
SELECT file.*
FROM store.leads.returned_file AS file
JOIN store.leads.returned_order AS numbered
    ON numbered.folder = file.folder AND numbered.path = file.path AND numbered.sha256 = file.sha256
WHERE numbered.return_no <= $returns
