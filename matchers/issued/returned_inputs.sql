-- What came back up to a month and before a run: the files that outcomes depend on.
-- One row a place of a file. Reads leads.returned_file.
SELECT folder, path, sha256, kind FROM leads.returned_file WHERE folder <= $until AND after_run < $before_run ORDER BY folder, path, sha256
