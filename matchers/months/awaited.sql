-- name: reminded
-- What departments have been reminded of for a month.
-- One row a reminder. Reads wire.reminded.
SELECT department, dataset, stage, words
FROM wire.reminded
WHERE month = $month
ORDER BY department, dataset, stage, words;

-- name: said_so_far
-- When departments were reminded for a month.
-- One row a department, dataset, stage and day. Reads wire.reminded.
SELECT DISTINCT department, dataset, stage, reminded_on
FROM wire.reminded
WHERE month = $month
ORDER BY reminded_on, department, dataset, stage
