-- name: told
-- Rows of a month's receipts whose number does not hold, or is another's, with what became of them: those of the month's folder and of
-- older ones that its run took in, without what a newer file of the name has replaced. A roster's own number is found where departments
-- agree on another.
-- One row a stored row. Reads linked.part, intake.part, intake.file, linked.named_row, intake.identity, linked.identity_person,
-- linked.candidate, intake.roster, linked.roster_row, linked.healed.
CREATE OR REPLACE TABLE linked.doubtful_number AS
WITH spoken AS (
    SELECT counting.part_id, counting.dataset, counting.path, counting.sheet, counting.month
    FROM linked.part AS counting
    JOIN intake.part AS part ON part.part_id = counting.part_id
    JOIN intake.file AS file ON file.file_id = part.file_id
    WHERE (file.folder = $month OR (file.run_month = $month AND file.folder < $month))
        AND NOT EXISTS (SELECT 1 FROM intake.file AS newer WHERE newer.path = file.path AND newer.sha256 <> file.sha256 AND newer.file_id > file.file_id)
),
asked AS (
    SELECT DISTINCT identity_id, reason FROM linked.candidate
),
healed AS (
    SELECT DISTINCT written.part_id, written."row", written.written_id AS household_id, written.name
    FROM linked.roster_row AS written
    JOIN linked.healed AS healed ON healed.person_id = written.person_id
)
SELECT
    spoken.dataset, spoken.month, spoken.path, spoken.sheet, stored."row", who.name, who.number, who.number_state,
    CASE
        WHEN asked.identity_id IS NOT NULL THEN 'waiting'
        WHEN found.joined_by IS NULL THEN 'nobody'
        WHEN found.joined_by = 'review' THEN 'decided'
        WHEN found.joined_by = 'probable' THEN 'by_name'
        ELSE 'repaired'
    END AS outcome,
    coalesce(asked.reason, '') AS reason
FROM spoken
JOIN linked.named_row AS stored ON stored.part_id = spoken.part_id
JOIN intake.identity AS who ON who.identity_id = stored.identity_id
-- LEFT: who was not found, or need not be asked about, is in neither
LEFT JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
LEFT JOIN asked ON asked.identity_id = stored.identity_id
WHERE who.number_state <> 'ok' OR asked.identity_id IS NOT NULL
UNION ALL
SELECT
    spoken.dataset, spoken.month, spoken.path, spoken.sheet, stored."row", stored.name, stored.number, stored.number_state,
    CASE WHEN healed.part_id IS NULL THEN 'nobody' ELSE 'repaired' END, ''
FROM spoken
JOIN intake.roster AS stored ON stored.part_id = spoken.part_id
-- LEFT: most wrong numbers nobody corrects
LEFT JOIN healed
    ON healed.part_id = stored.part_id AND healed."row" = stored."row" AND healed.household_id = stored.household_id AND healed.name = stored.name
WHERE stored.number_state <> 'ok';

-- name: as_written
-- How many rows of a month's receipts bear a number that does not hold, before anybody is looked for.
-- One row a dataset. Reads intake.part, intake.file, linked.named_row, intake.identity, intake.roster.
WITH spoken AS (
    SELECT part.part_id, part.dataset
    FROM intake.part AS part
    JOIN intake.file AS file ON file.file_id = part.file_id
    WHERE part.accepted AND (file.folder = $month OR (file.run_month = $month AND file.folder < $month))
        AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
        AND NOT EXISTS (SELECT 1 FROM intake.file AS newer WHERE newer.path = file.path AND newer.sha256 <> file.sha256 AND newer.file_id > file.file_id)
),
named AS (
    SELECT spoken.dataset, who.number_state
    FROM spoken
    JOIN linked.named_row AS stored ON stored.part_id = spoken.part_id
    JOIN intake.identity AS who ON who.identity_id = stored.identity_id
    UNION ALL
    SELECT spoken.dataset, stored.number_state
    FROM spoken
    JOIN intake.roster AS stored ON stored.part_id = spoken.part_id
)
SELECT dataset, count(*) FILTER (WHERE number_state = 'bad') AS failing, count(*) FILTER (WHERE number_state = 'none') AS empty
FROM named
WHERE number_state <> 'ok'
GROUP BY dataset
ORDER BY dataset;

-- name: tallies
-- How many rows those are.
-- One row a dataset. Reads linked.doubtful_number.
SELECT
    dataset, count(*) FILTER (WHERE number_state = 'bad') AS failing, count(*) FILTER (WHERE number_state = 'none') AS empty,
    count(*) FILTER (WHERE number_state = 'ok') AS anothers, count(*) FILTER (WHERE outcome = 'repaired') AS repaired,
    count(*) FILTER (WHERE outcome = 'by_name') AS by_name, count(*) FILTER (WHERE outcome = 'decided') AS decided,
    count(*) FILTER (WHERE outcome = 'waiting') AS waiting, count(*) FILTER (WHERE outcome = 'nobody') AS nobody
FROM linked.doubtful_number
GROUP BY dataset
ORDER BY dataset;

-- name: rows
-- The rows that led to nobody, newest months first.
-- One row a stored row. Reads linked.doubtful_number.
SELECT dataset, path, sheet, "row", name, number, number_state, outcome, reason
FROM (
    SELECT *, row_number() OVER (PARTITION BY dataset ORDER BY outcome DESC, month DESC, path, sheet, "row", name, number) AS place
    FROM linked.doubtful_number
    WHERE outcome IN ('waiting', 'nobody')
) AS ranked
WHERE place <= $most
ORDER BY dataset, place;
