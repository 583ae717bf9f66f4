-- name: parts
-- Sheets of provincial files whose rows are handed on, as they were last read, of folders up to a month.
-- One row a sheet. Reads intake.part, intake.file.
SELECT part.part_id, file.folder, part.label, part.name, part.sheet, part.month, part.absent, part.layout <> '' AS is_laid
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE part.accepted AND part.dataset = $dataset AND file.folder <= $month
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
ORDER BY file.folder, part.part_id;

-- name: handed_table
-- What was written into counties' inboxes. Only ever added to; the newest of a path is what lies there.
-- One row a file written.
CREATE TABLE IF NOT EXISTS province.handed (turn INTEGER, county VARCHAR, path VARCHAR, digest VARCHAR, row_count BIGINT, part_id INTEGER);

-- name: handed
-- What lies in counties' inboxes.
-- One row a file. Reads province.handed.
SELECT county, path, digest FROM province.handed AS handed
WHERE turn = (SELECT max(newer.turn) FROM province.handed AS newer WHERE newer.county = handed.county AND newer.path = handed.path)
ORDER BY county, path;

-- name: behind
-- The sheet that a file in a county's inbox was a share of.
-- One row a file. Reads province.handed, intake.part.
SELECT DISTINCT handed.path, part.name, part.sheet
FROM province.handed AS handed
JOIN intake.part AS part ON part.part_id = handed.part_id
WHERE handed.county = $county
ORDER BY handed.path;

-- name: last_turn
-- How often shares were handed on. One row. Reads province.handed.
SELECT coalesce(max(turn), 0) FROM province.handed;

-- name: shares_of_persons
-- What of each sheet goes to each county, rows at fault too. What a sheet's rows say never changes, so an equal digest of which they are is an equal
-- share. Where rows have days of their own, the sheet's month is all of theirs; elsewhere a sheet may have a row a month.
-- One row a sheet, month and county. Reads intake.{dataset}, intake.unusable, province.claim.
SELECT own.part_id, {month} AS month, claim.county, count(*) AS row_count, own.part_id || ' ' || sum(hash(own."row", own.identity_id)) AS digest
FROM (
    SELECT part_id, month, identity_id, "row" FROM intake.{dataset}
    UNION ALL
    SELECT part_id, month, identity_id, "row" FROM intake.unusable WHERE dataset = '{dataset}'
) AS own
JOIN province.claim AS claim ON claim.identity_id = own.identity_id
GROUP BY own.part_id, {month}, claim.county
ORDER BY own.part_id, 2, claim.county;

-- name: shares_of_places
-- The same of a dataset that names nobody.
-- One row a sheet, month and county. Reads intake.{dataset}, province.place.
SELECT own.part_id, {month} AS month, claim.county, count(*) AS row_count, own.part_id || ' ' || sum(hash(own."row")) AS digest
FROM intake.{dataset} AS own
JOIN province.place AS claim ON claim.town = coalesce(own.town, '') AND claim.village = coalesce(own.village, '')
GROUP BY own.part_id, {month}, claim.county
ORDER BY own.part_id, 2, claim.county;

-- name: picked_up
-- Rows of the sheets whose shares are to be laid out, by themselves: few beside all whom they may name, which decides how they are best looked up.
-- One row a row of a sheet. Reads the registered frame `incoming`, intake.{dataset}, intake.unusable.
CREATE OR REPLACE TEMP TABLE picked_up AS
SELECT part_id, month, identity_id, "row", FALSE AS is_at_fault, {kept}
FROM intake.{dataset}
WHERE part_id IN (SELECT part_id FROM incoming)
UNION ALL
SELECT part_id, month, identity_id, "row", TRUE, {at_fault}
FROM intake.unusable
WHERE dataset = '{dataset}' AND part_id IN (SELECT part_id FROM incoming) AND {tells_fault};

-- name: laid_out_of_persons
-- Rows of shares, in the columns of the dataset's template as text, and which row of the sheet each was; of rows at fault only whom they name: in the
-- county, too, nobody of them is absent. A share lies together.
-- One row a row of a share. Reads the registered frame `incoming`, picked_up, intake.identity, province.claim.
CREATE OR REPLACE TEMP TABLE laid_out AS
SELECT incoming.share, own."row", own.is_at_fault, own.identity_id, {columns}
FROM picked_up AS own
JOIN intake.identity AS identity ON identity.identity_id = own.identity_id
JOIN province.claim AS claim ON claim.identity_id = own.identity_id
JOIN incoming
    ON incoming.part_id = own.part_id AND incoming.county = claim.county AND CAST(incoming.month AS DATE) IS NOT DISTINCT FROM {month}
ORDER BY incoming.share;

-- name: laid_out_of_places
-- The same of a dataset that names nobody.
-- One row a row of a share. Reads the registered frame `incoming`, intake.{dataset}, province.place.
CREATE OR REPLACE TEMP TABLE laid_out AS
SELECT incoming.share, own."row", FALSE AS is_at_fault, 0 AS identity_id, {columns}
FROM intake.{dataset} AS own
JOIN province.place AS claim ON claim.town = coalesce(own.town, '') AND claim.village = coalesce(own.village, '')
JOIN incoming
    ON incoming.part_id = own.part_id AND incoming.county = claim.county AND CAST(incoming.month AS DATE) IS NOT DISTINCT FROM {month}
ORDER BY incoming.share;

-- name: share
-- One of those, into its file.
-- One row a row. Reads laid_out.
COPY (
    SELECT {columns}, "row" AS "{row}" FROM laid_out WHERE share = $share ORDER BY laid_out."row", is_at_fault, identity_id, {ordered}
) TO $file (FORMAT csv, HEADER, NULLSTR '', USE_TMP_FILE FALSE);

-- name: cleared
-- They have gone on. One row: none. Reads laid_out or picked_up.
DROP TABLE {table};

-- name: nobodys_of_persons
-- Rows that no county claims, and rows that several claim by something other than the number.
-- One row a sheet. Reads intake.{dataset}, province.claim.
SELECT
    own.part_id,
    CAST(sum(CASE WHEN claimed.counties IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS nobodys,
    CAST(sum(CASE WHEN claimed.counties > 1 THEN 1 ELSE 0 END) AS BIGINT) AS several
FROM intake.{dataset} AS own
-- LEFT: nobody's row has no claim
LEFT JOIN (
    SELECT identity_id, count(DISTINCT county) AS counties FROM province.claim WHERE told_by <> 'beside' GROUP BY identity_id
) AS claimed ON claimed.identity_id = own.identity_id
GROUP BY own.part_id
ORDER BY own.part_id;

-- name: nobodys_of_places
-- The same of a dataset that names nobody.
-- One row a sheet. Reads intake.{dataset}, province.place.
SELECT own.part_id, CAST(sum(CASE WHEN claimed.town IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS nobodys, CAST(0 AS BIGINT) AS several
FROM intake.{dataset} AS own
-- LEFT: nobody's row has no place
LEFT JOIN (SELECT DISTINCT town, village FROM province.place) AS claimed
    ON claimed.town = coalesce(own.town, '') AND claimed.village = coalesce(own.village, '')
GROUP BY own.part_id
ORDER BY own.part_id;
