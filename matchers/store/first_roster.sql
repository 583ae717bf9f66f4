-- The month of the first roster among what was taken in up to a folder month.
-- One row; null where no roster row was taken in. Reads intake.roster, intake.part, intake.file.
SELECT min(part.month)
FROM intake.roster AS roster
JOIN intake.part AS part ON part.part_id = roster.part_id
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder <= $known
