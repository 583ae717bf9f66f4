-- Files that were read as they are.
-- One row a path, size and time. Reads intake.file.
SELECT DISTINCT path, size, mtime FROM intake.file WHERE state <> 'in use' ORDER BY path, size, mtime
