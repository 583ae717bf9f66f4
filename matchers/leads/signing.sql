-- name: secret
-- What check signs are made with, and the last run whose lists were signed without it.
-- One row, or none before the first run. Reads leads.secret.
SELECT key, after_run FROM leads.secret;

-- name: rosters
-- The contents of all rosters taken in: nobody but the bureau has them all.
-- One row a content. Reads intake.file, intake.part.
SELECT DISTINCT file.sha256
FROM intake.file AS file
JOIN intake.part AS part ON part.file_id = file.file_id
WHERE part.dataset = 'roster' AND part.accepted
ORDER BY file.sha256;
