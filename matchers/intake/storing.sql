-- name: last_folder
-- The latest folder in which anybody was first seen.
-- One row. Reads intake.identity.
SELECT max(first_folder) FROM intake.identity;

-- name: told
-- Whom the incoming rows name, as far as that is known.
-- One row an incoming row. Reads the registered frame `incoming` and intake.identity.
CREATE OR REPLACE TEMP TABLE told AS
SELECT incoming.at, incoming.part_id, identity.identity_id
FROM (SELECT *, {town} AS at_town, {village} AS at_village, {second_number} AS at_second FROM incoming) AS incoming
-- LEFT: whoever is named for the first time has no number yet
LEFT JOIN intake.identity AS identity
    ON identity.number = incoming.number AND identity.name = incoming.name AND identity.town = incoming.at_town
    AND identity.village = incoming.at_village AND identity.second_number = incoming.at_second;

-- name: seen_before
-- Whom the incoming rows name in an older folder than the one they were first seen in: what that was until then.
-- One row an identity. Reads told and intake.identity.
INSERT INTO intake.identity_before
SELECT known.identity_id, known.first_folder, min(told.part_id) AS until_part
FROM intake.identity AS known
JOIN told ON known.identity_id = told.identity_id
WHERE known.first_folder > CAST($folder AS DATE)
GROUP BY known.identity_id, known.first_folder;

-- name: seen_earlier
-- They were first seen in the older folder, so that its month finds them.
-- One row an identity. Reads told, intake.identity, intake.identity_before.
UPDATE intake.identity SET first_folder = CAST($folder AS DATE)
WHERE identity_id IN (SELECT identity_id FROM intake.identity_before WHERE until_part IN (SELECT part_id FROM told))
    AND first_folder > CAST($folder AS DATE);

-- name: untold
-- How many of the incoming rows name somebody who is not known yet, and the last number of those who are.
-- One row. Reads told and intake.identity.
SELECT count(*), (SELECT coalesce(max(identity_id), 0) FROM intake.identity) FROM told WHERE identity_id IS NULL;

-- name: new_identities
-- Who they are, as written: each gets the next number.
-- One row a distinct (number, name, place, second number). Reads the registered frame `incoming` and told.
INSERT INTO intake.identity
SELECT
    $last + row_number() OVER (ORDER BY number, number_state, name, town, village, second_number) AS identity_id,
    number, number_state, name, name_key, town, village, second_number, CAST($folder AS DATE) AS first_folder
FROM (
    SELECT DISTINCT incoming.number, incoming.number_state, incoming.name, incoming.name_key,
        {town} AS town, {village} AS village, {second_number} AS second_number
    FROM incoming
    JOIN told ON told.at = incoming.at
    WHERE told.identity_id IS NULL
) AS unknown;

-- name: now_known
-- Whom those rows name.
-- One row an incoming row that told had nobody for. Reads the registered frame `incoming`, told and intake.identity.
INSERT INTO told
SELECT incoming.at, incoming.part_id, identity.identity_id
FROM (SELECT *, {town} AS at_town, {village} AS at_village, {second_number} AS at_second FROM incoming) AS incoming
JOIN told AS untold ON untold.at = incoming.at AND untold.identity_id IS NULL
JOIN intake.identity AS identity
    ON identity.identity_id > $last AND identity.number = incoming.number AND identity.name = incoming.name
    AND identity.town = incoming.at_town AND identity.village = incoming.at_village AND identity.second_number = incoming.at_second;

-- name: linked_rows
-- The incoming rows of a dataset whose rows name a person.
-- One row a stored row. Reads the registered frame `incoming` and told.
INSERT INTO intake.{dataset} (part_id, "row", month, identity_id, {columns})
SELECT incoming.part_id, incoming."row", CAST(incoming.month AS DATE), told.identity_id, {values}
FROM incoming
JOIN told ON told.at = incoming.at AND told.identity_id IS NOT NULL;

-- name: no_more_told
-- What was told is stored.
-- One row an incoming row. Reads told.
DROP TABLE told;

-- name: plain_rows
-- The incoming rows of the roster, or of a dataset that names no person.
-- One row a stored row. Reads the registered frame `incoming`.
INSERT INTO intake.{dataset} (part_id, "row", month, {columns})
SELECT part_id, "row", CAST(month AS DATE), {values}
FROM incoming;

