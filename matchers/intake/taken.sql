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
-- Contents that were taken in, with the month that the file's name stated. What was refused may be taken under another name.
-- One row a content and month. Reads intake.file.
SELECT DISTINCT sha256, stated FROM intake.file WHERE sha256 <> '' AND state = 'taken' ORDER BY sha256, stated;

-- name: has_consents
-- Whether rows that need a consent ever came.
-- One row. Reads intake.part.
SELECT count(*) > 0 FROM intake.part WHERE consents <> '';

-- name: known_files
-- Files that need not be read again: all of them was used, or the same program read them, with the county's same layouts and corrections, and
-- where rows need a consent, the same people had consented. What a layout or a correction told of any of it may be told otherwise now. A few lines
-- beside the data that were not refused are notes, to any program.
-- One row a path, size, time and content. Reads intake.file, intake.part.
WITH newest AS (
    SELECT max(file_id) AS file_id FROM intake.file GROUP BY place
),
unused AS (
    SELECT
        file.place, file.read_by <> $read_by AS is_other_program, file.read_with <> $read_with AS is_told_otherwise,
        coalesce(bool_or(part.consents <> '' AND part.consents <> $consents), false) AS is_consented_otherwise,
        coalesce(bool_or(NOT part.accepted AND (part.refusal <> '' OR part.rows_read > 20)), file.state = 'refused') AS has_unused, coalesce(max(part.quarantined), 0) > 0 AS has_faults,
        coalesce(bool_or(part.layout <> '' OR part.warnings LIKE '%按本县的更正%'), false) AS was_told
    FROM newest
    JOIN intake.file AS file ON file.file_id = newest.file_id
    -- LEFT: a file that could not be opened has no sheets
    LEFT JOIN intake.part AS part ON part.file_id = file.file_id
    WHERE file.state IN ('taken', 'refused')
    GROUP BY file.place, file.read_by, file.read_with, file.state
)
SELECT DISTINCT file.path, file.size, file.mtime, file.sha256
FROM intake.file AS file
WHERE NOT EXISTS (
    SELECT 1 FROM unused
    WHERE unused.place = file.place
        AND (unused.is_consented_otherwise OR (unused.has_unused AND (unused.is_other_program OR unused.is_told_otherwise)) OR ((unused.has_faults OR unused.was_told) AND unused.is_told_otherwise))
)
ORDER BY file.path, file.size, file.mtime, file.sha256;

-- name: refused_as
-- Files of which a sheet was refused in these words, as each was last read.
-- One row a file. Reads intake.file, intake.part.
SELECT DISTINCT file.path, file.size, file.mtime, file.sha256
FROM intake.file AS file
JOIN intake.part AS part ON part.file_id = file.file_id AND part.refusal = $words
WHERE NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.path, file.size, file.mtime, file.sha256;

-- name: plainly_read
-- Sheets that no layout told, of files that were read with other layouts of the county than now.
-- One row a sheet. Reads intake.file, intake.part.
SELECT file.path, file.size, file.mtime, file.sha256, file.folder, part.name, part.header
FROM intake.file AS file
JOIN intake.part AS part ON part.file_id = file.file_id AND part.accepted AND part.layout = ''
WHERE file.state = 'taken' AND file.read_with <> $read_with
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.path, file.sha256, part.part_id;

-- name: places
-- The turn that a file has had since it was first read.
-- One row a path and content. Reads intake.file.
SELECT path, sha256, min(run_no) AS run_no, min(place) AS place FROM intake.file GROUP BY path, sha256 ORDER BY path, sha256;

-- name: first_roster
-- The month of the first roster among what was taken in up to a folder month.
-- One row; null where no roster row was taken in. Reads intake.roster, intake.part, intake.file.
SELECT min(part.month)
FROM intake.roster AS roster
JOIN intake.part AS part ON part.part_id = roster.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder <= $known;

-- name: unused_sheets
-- Sheets, and files that could not be opened, of which nothing was taken in, as each was last read.
-- One row a sheet or file. Reads intake.file, intake.part.
SELECT DISTINCT file.path, part.dataset, coalesce(part.refusal, file.note) AS words
FROM intake.file AS file
-- LEFT: a file that could not be opened has no sheets
LEFT JOIN intake.part AS part ON part.file_id = file.file_id
WHERE file.folder <= $known AND coalesce(NOT part.accepted AND part.refusal <> '', file.state = 'refused')
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.path, words;
