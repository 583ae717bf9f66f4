-- Sheets of those files.
-- One row a sheet. Reads intake.part, intake.file.
SELECT part.*
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder = $month OR (file.run_month = $month AND file.folder < $month)
ORDER BY part.part_id
