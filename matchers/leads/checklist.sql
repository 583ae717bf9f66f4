-- name: came
-- When the file that a month's extract was last taken from had been saved.
-- One row a dataset. Reads intake.part, intake.file.
SELECT part.dataset, arg_max(file.mtime, file.file_id)
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE part.month = $month AND part.accepted
GROUP BY part.dataset
ORDER BY part.dataset;

-- name: signals
-- What a month's run issued.
-- One row an indicator. Reads leads.issued.
SELECT indicator, count(*)
FROM leads.issued
WHERE run_month = $month AND month = $month
GROUP BY indicator
ORDER BY indicator
