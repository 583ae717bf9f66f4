-- Files of returns/ that were read.
-- One row a place of a file. Reads leads.returned_file.
SELECT folder, path, sha256, size, mtime, kind, note FROM leads.returned_file ORDER BY folder, path, sha256
