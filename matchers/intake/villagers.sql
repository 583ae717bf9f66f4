-- name: rosters
-- Rosters that were taken in; of a file that was read again the newest reading.
-- One row a sheet. Reads intake.part, intake.file.
SELECT file.folder, file.sha256, part.name, part.sheet, part.stored
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE part.dataset = 'roster' AND part.accepted AND part.stored > 0
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.folder, file.place, part.part_id;

-- name: people
-- Whom rosters in folders up to $known name: of a number the newest row.
-- One row a whole number. Reads intake.roster, intake.part, intake.file.
WITH said AS (
    SELECT
        roster.number, roster.name,
        row_number() OVER (PARTITION BY roster.number ORDER BY file.folder DESC, file.place DESC, roster.part_id DESC, roster."row" DESC) AS nth
    FROM intake.roster AS roster
    JOIN intake.part AS part ON part.part_id = roster.part_id AND part.accepted
    JOIN intake.file AS file ON file.file_id = part.file_id AND file.folder <= $known
    WHERE roster.number_state = 'ok'
        AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
)
SELECT number, name FROM said WHERE nth = 1 ORDER BY number;

-- name: places
-- Towns and villages of rosters in folders up to $known.
-- One row a village. Reads intake.roster, intake.part, intake.file.
SELECT DISTINCT roster.town, roster.village
FROM intake.roster AS roster
JOIN intake.part AS part ON part.part_id = roster.part_id AND part.accepted
JOIN intake.file AS file ON file.file_id = part.file_id AND file.folder <= $known
WHERE NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY roster.town, roster.village;

-- name: not_told
-- Files with a sheet that nothing was made of, and which rosters they were held against; of one that was read again the newest reading.
-- One row a file. Reads intake.file.
SELECT file.path, file.sha256, file.folder, file.read_beside
FROM intake.file AS file
WHERE file.read_beside <> '' AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.path, file.sha256;
