-- Whether any roster row was taken in up to a month.
-- One row. Reads intake.roster, intake.part, intake.file.
SELECT count(*) > 0
FROM intake.roster AS roster
JOIN intake.part AS part ON part.part_id = roster.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder <= $known
