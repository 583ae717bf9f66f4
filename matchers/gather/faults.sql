-- Cells of those sheets that kept their rows out.
-- One row a cell. Reads intake.fault, intake.part, intake.file.
SELECT fault.part_id, fault."row", fault."at", fault."column", fault.reason, fault.cells
FROM intake.fault AS fault
JOIN intake.part AS part ON part.part_id = fault.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder = $month OR (file.run_month = $month AND file.folder < $month)
ORDER BY fault.part_id, fault."row", fault.cells, fault."at", fault.reason
