-- name: files
-- Files of a month's receipts: those of its folder, and older ones that its run took in.
-- One row a file. Reads intake.file.
SELECT file_id, folder, path, state, note
FROM intake.file
WHERE folder = $month OR (run_month = $month AND folder < $month)
ORDER BY folder, path, file_id;

-- name: parts
-- Sheets of those files.
-- One row a sheet. Reads intake.part, intake.file.
SELECT part.*
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder = $month OR (file.run_month = $month AND file.folder < $month)
ORDER BY part.part_id;

-- name: faults
-- Cells of those sheets that kept their rows out.
-- One row a cell. Reads intake.fault, intake.part, intake.file.
SELECT fault.part_id, fault."row", fault."at", fault."column", fault.reason, fault.cells
FROM intake.fault AS fault
JOIN intake.part AS part ON part.part_id = fault.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder = $month OR (file.run_month = $month AND file.folder < $month)
ORDER BY fault.part_id, fault."row", fault.cells, fault."at", fault.reason;
