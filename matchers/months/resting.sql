-- name: none_found
-- Nobody was found by an earlier run.
-- One row an identity.
CREATE OR REPLACE TABLE linked.found (
    identity_id INTEGER, person_id BIGINT, joined_by VARCHAR, written_town VARCHAR, written_village VARCHAR, town VARCHAR
);

-- name: found_now
-- Who is whom: identities as written that are persons of the roster, with the place written, and the town that a row of theirs
-- counts for: the written one, else where the person lives.
-- One row an identity. Reads linked.identity_person, intake.identity, linked.place, linked.person_home.
CREATE OR REPLACE VIEW linked.found_now AS
SELECT
    found.identity_id, found.person_id, found.joined_by, place.town AS written_town, place.village AS written_village,
    CASE WHEN place.town = '' THEN home.town ELSE place.town END AS town
FROM linked.identity_person AS found
JOIN intake.identity AS identity ON identity.identity_id = found.identity_id
JOIN linked.place AS place ON place.raw_town = identity.town AND place.raw_village = identity.village
JOIN linked.person_home AS home ON home.person_id = found.person_id;

-- name: refound
-- Of whom something is another than it was at the last linking, or who was not found then, or is not now.
-- One row an identity. Reads linked.found_now, linked.found, linked.identity_person.
CREATE OR REPLACE TABLE linked.refound AS
SELECT now.identity_id
FROM linked.found_now AS now
WHERE NOT EXISTS (
    SELECT 1 FROM linked.found AS before
    WHERE before.identity_id = now.identity_id AND before.person_id = now.person_id AND before.joined_by = now.joined_by
        AND before.town = now.town AND before.written_town = now.written_town AND before.written_village = now.written_village
)
UNION ALL
SELECT before.identity_id
FROM linked.found AS before
WHERE NOT EXISTS (SELECT 1 FROM linked.identity_person AS now WHERE now.identity_id = before.identity_id);

-- name: not_found
-- What was found of them does not hold.
-- Reads linked.found, linked.refound.
DELETE FROM linked.found WHERE identity_id IN (SELECT identity_id FROM linked.refound);

-- name: found
-- As they are found now, linked.found is as linked.found_now.
-- One row an identity. Reads linked.found_now, linked.refound.
INSERT INTO linked.found
SELECT now.identity_id, now.person_id, now.joined_by, now.written_town, now.written_village, now.town
FROM linked.found_now AS now
JOIN linked.refound AS refound ON refound.identity_id = now.identity_id;

-- name: no_part_month
-- Of no sheet is it noted yet of which months its rows are.
-- One row a sheet and month.
CREATE TABLE IF NOT EXISTS linked.part_month (part_id INTEGER, dataset VARCHAR, month DATE);

-- name: gone_parts
-- Sheets that do not count.
-- Reads linked.part_month, linked.part.
DELETE FROM linked.part_month WHERE part_id NOT IN (SELECT part_id FROM linked.part);

-- name: part_month
-- Of which months the rows of sheets are that were not there before; what was stored of a sheet never changes.
-- One row a sheet and month. Reads intake.{dataset}, linked.part, linked.part_month.
INSERT INTO linked.part_month
SELECT DISTINCT stored.part_id, '{dataset}' AS dataset, stored.month
FROM intake.{dataset} AS stored
WHERE stored.part_id IN (
    SELECT part.part_id
    FROM linked.part AS part
    WHERE part.dataset = '{dataset}' AND NOT EXISTS (SELECT 1 FROM linked.part_month AS known WHERE known.part_id = part.part_id)
);

-- name: parts_of_months
-- What the rows of a month of a dataset in linked.* rest on beside who is found in them: the sheets that have some, and what was replaced of
-- these. In what order sheets count never changes for two of them, whatever else comes.
-- One row a dataset and month. Reads linked.part_month, linked.replaced.
WITH gone AS (
    SELECT part_id, string_agg(town, ',' ORDER BY town) AS towns FROM linked.replaced GROUP BY part_id
)
SELECT here.dataset, here.month, string_agg(concat_ws(' ', here.part_id, '-' || gone.towns), ';' ORDER BY here.part_id) AS mark
FROM linked.part_month AS here
-- LEFT: of hardly any sheet something is replaced
LEFT JOIN gone ON gone.part_id = here.part_id
GROUP BY here.dataset, here.month
ORDER BY here.dataset, here.month;

-- name: touched
-- Months with rows of whom something is found that was not.
-- One row a dataset and month. Reads linked.named_row, linked.refound.
SELECT DISTINCT dataset, month
FROM linked.named_row
WHERE identity_id IN (SELECT identity_id FROM linked.refound)
ORDER BY dataset, month;
