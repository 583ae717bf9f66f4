-- name: files
-- Files of a month's receipts, each as it was last read: those of its folder, and older ones that its run took in. `is_old` is a file
-- that came again under its name with another content, or was written anew where it was fetched from, or whose content was taken under
-- another name.
-- One row a file. Reads intake.file.
SELECT
    file.file_id, file.folder, file.path, file.state, file.note,
    EXISTS (SELECT 1 FROM intake.file AS newer WHERE newer.path = file.path AND newer.sha256 <> file.sha256 AND newer.file_id > file.file_id)
    OR EXISTS (
        SELECT 1 FROM intake.file AS newer
        WHERE newer.path LIKE '%次改写%' AND newer.state = 'taken' AND newer.file_id > file.file_id AND newer.folder = file.folder
            AND regexp_replace(newer.path, '_第[0-9]+次改写', '') = regexp_replace(file.path, '_第[0-9]+次改写', '')
    )
    OR (file.state = 'refused' AND EXISTS (
        SELECT 1 FROM intake.file AS taken WHERE taken.sha256 = file.sha256 AND taken.path <> file.path AND taken.state = 'taken'
    )) AS is_old
FROM intake.file AS file
WHERE (file.folder = $month OR (file.run_month = $month AND file.folder < $month))
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.folder, file.path, file.file_id;

-- name: parts
-- Sheets of those files.
-- One row a sheet. Reads intake.part, intake.file.
SELECT part.*
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder = $month OR (file.run_month = $month AND file.folder < $month)
ORDER BY part.part_id;

-- name: faults
-- Cells of those sheets that kept their rows out, but for rows that have been put right since.
-- One row a cell. Reads intake.fault, intake.part, intake.file, intake.put_right.
SELECT fault.part_id, fault."row", fault."at", fault."column", fault.reason, fault.cells
FROM intake.fault AS fault
JOIN intake.part AS part ON part.part_id = fault.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE (file.folder = $month OR (file.run_month = $month AND file.folder < $month))
    AND NOT EXISTS (SELECT 1 FROM intake.put_right AS done WHERE done.part_id = fault.part_id AND done."row" = fault."row")
ORDER BY fault.part_id, fault."row", fault.cells, fault."at", fault.reason;

-- name: history
-- What came of each month since $first, as known in the folder month $month: in which folder first, and how many rows of it could not be used.
-- One row a dataset and month. Reads intake.part, intake.file.
SELECT part.dataset, part.month, min(file.folder) AS first_folder, sum(part.stored + part.quarantined) AS row_count, sum(part.quarantined) AS wrong
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE part.accepted AND part.month BETWEEN $first AND $month AND file.folder <= $month
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
GROUP BY part.dataset, part.month
ORDER BY part.dataset, part.month;
