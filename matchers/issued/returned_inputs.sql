-- What came back up to a month: the files that outcomes depend on.
-- One row a place of a file. Reads leads.returned_file.
SELECT folder, path, sha256, kind FROM leads.returned_file WHERE folder <= $until ORDER BY folder, path, sha256
