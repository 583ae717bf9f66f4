-- name: last_numbers
-- The numbers used so far.
-- One row. Reads intake.file, intake.part.
SELECT
    (SELECT coalesce(max(file_id), 0) FROM intake.file) AS file_id,
    (SELECT coalesce(max(part_id), 0) FROM intake.part) AS part_id,
    (SELECT coalesce(max(run_no), 0) FROM intake.file) AS run_no;

-- name: inputs
-- What was taken in up to a month.
-- One row a file. Reads intake.file.
SELECT folder, path, sha256, state FROM intake.file WHERE folder <= $month ORDER BY folder, path, sha256, state;

-- name: known_contents
-- Contents that were taken in or refused, with the month that the file's name stated.
-- One row a content and month. Reads intake.file.
SELECT DISTINCT sha256, stated FROM intake.file WHERE sha256 <> '' ORDER BY sha256, stated;

-- name: known_files
-- Files that were read as they are.
-- One row a path, size and time. Reads intake.file.
SELECT DISTINCT path, size, mtime FROM intake.file WHERE state <> 'in use' ORDER BY path, size, mtime;

-- name: first_roster
-- The month of the first roster among what was taken in up to a folder month.
-- One row; null where no roster row was taken in. Reads intake.roster, intake.part, intake.file.
SELECT min(part.month)
FROM intake.roster AS roster
JOIN intake.part AS part ON part.part_id = roster.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder <= $known;
