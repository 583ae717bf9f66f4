-- Contents that were taken in or refused, with the month that the file's name stated.
-- One row a content and month. Reads intake.file.
SELECT DISTINCT sha256, stated FROM intake.file WHERE sha256 <> '' ORDER BY sha256, stated
