-- name: running
-- Sheets of running totals since January, as of the folder month $known; of a file that was read again the newest reading.
-- One row a sheet. Reads intake.part, intake.file.
CREATE OR REPLACE TABLE linked.running AS
SELECT part.part_id, part.dataset, part.layout, part.month
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE NOT part.accepted AND part.refusal = '' AND part.stored > 0 AND part.layout <> '' AND file.folder <= $known
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id);

-- name: running_datasets
-- Of which datasets there are such.
-- One row a dataset. Reads linked.running.
SELECT DISTINCT dataset FROM linked.running ORDER BY dataset;

-- name: monthly
-- Rows of a dataset with what is of their month alone: running totals less those of the month before, by person and key; a difference of
-- nought is no row, and in January the total is the month's.
-- One row a stored row that says something of its month. Reads intake.{dataset}, intake.identity, linked.running.
CREATE OR REPLACE TABLE linked.monthly_{dataset} AS
WITH total AS (
    SELECT
        stored.part_id, stored."row", stored.month, stored.identity_id, {columns}, running.layout, running.month AS of_month, {same} AS same,
        CASE WHEN identity.number = '' THEN CAST(stored.identity_id AS VARCHAR) ELSE identity.number END AS who
    FROM intake.{dataset} AS stored
    JOIN linked.running AS running ON running.part_id = stored.part_id
    JOIN intake.identity AS identity ON identity.identity_id = stored.identity_id
),
before AS (
    SELECT *, row_number() OVER (PARTITION BY layout, of_month, who, same ORDER BY part_id DESC, "row" DESC) AS place
    FROM total
),
difference AS (
    SELECT total.part_id, total."row", total.month, total.identity_id, {less}, {nothing} AS is_nothing
    FROM total
    -- LEFT: who has no row in the month before had nothing until then
    LEFT JOIN before ON before.layout = total.layout AND before.of_month = total.of_month - INTERVAL '1' MONTH AND month(total.of_month) > 1
        AND before.who = total.who AND before.same = total.same AND before.place = 1
)
SELECT part_id, "row", month, identity_id, {plain} FROM difference WHERE NOT is_nothing
UNION ALL
SELECT stored.part_id, stored."row", stored.month, stored.identity_id, {columns}
FROM intake.{dataset} AS stored
WHERE stored.part_id NOT IN (SELECT part_id FROM linked.running);
