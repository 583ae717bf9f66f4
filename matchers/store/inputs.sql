-- What was taken in up to a month.
-- One row a file. Reads intake.file.
SELECT folder, path, sha256, state FROM intake.file WHERE folder <= $month ORDER BY folder, path, sha256, state
