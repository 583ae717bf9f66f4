-- name: last_folder
-- The latest folder in which anybody was first seen.
-- One row. Reads intake.identity.
SELECT max(first_folder) FROM intake.identity;

-- name: seen_before
-- Whom the incoming rows name in an older folder than the one they were first seen in: what that was until then.
-- One row an identity. Reads the registered frame `incoming` and intake.identity.
INSERT INTO intake.identity_before
SELECT known.identity_id, known.first_folder, min(incoming.part_id) AS until_part
FROM intake.identity AS known
JOIN (SELECT *, {town} AS at_town, {village} AS at_village, {second_number} AS at_second FROM incoming) AS incoming
    ON known.number = incoming.number AND known.name = incoming.name AND known.town = incoming.at_town
    AND known.village = incoming.at_village AND known.second_number = incoming.at_second
WHERE known.first_folder > CAST($folder AS DATE)
GROUP BY known.identity_id, known.first_folder;

-- name: seen_earlier
-- They were first seen in the older folder, so that its month finds them.
-- One row an identity. Reads the registered frame `incoming`, intake.identity, intake.identity_before.
UPDATE intake.identity SET first_folder = CAST($folder AS DATE)
WHERE identity_id IN (SELECT identity_id FROM intake.identity_before WHERE until_part IN (SELECT part_id FROM incoming))
    AND first_folder > CAST($folder AS DATE);

-- name: new_identities
-- Who the incoming rows name, as written: what is not known yet gets the next number.
-- One row a distinct (number, name, place, second number). Reads the registered frame `incoming`
-- and intake.identity.
INSERT INTO intake.identity
SELECT
    (SELECT coalesce(max(identity_id), 0) FROM intake.identity)
    + row_number() OVER (ORDER BY number, number_state, name, town, village, second_number) AS identity_id,
    number, number_state, name, name_key, town, village, second_number, CAST($folder AS DATE) AS first_folder
FROM (
    SELECT DISTINCT number, number_state, name, name_key, town, village, second_number
    FROM (
        SELECT {number} AS number, {number_state} AS number_state, {name} AS name, {name_key} AS name_key,
            {town} AS town, {village} AS village, {second_number} AS second_number
        FROM incoming
    ) AS named
    WHERE NOT EXISTS (
        SELECT 1 FROM intake.identity AS known
        WHERE known.number = named.number AND known.name = named.name AND known.town = named.town
            AND known.village = named.village AND known.second_number = named.second_number
    )
) AS unknown;

-- name: linked_rows
-- The incoming rows of a dataset whose rows name a person.
-- One row a stored row. Reads the registered frame `incoming` and intake.identity.
INSERT INTO intake.{dataset} (part_id, "row", month, identity_id, {columns})
SELECT incoming.part_id, incoming."row", CAST(incoming.month AS DATE), identity.identity_id, {values}
FROM (SELECT *, {town} AS at_town, {village} AS at_village, {second_number} AS at_second FROM incoming) AS incoming
JOIN intake.identity AS identity
    ON identity.number = incoming.number AND identity.name = incoming.name AND identity.town = incoming.at_town
    AND identity.village = incoming.at_village AND identity.second_number = incoming.at_second;

-- name: plain_rows
-- The incoming rows of the roster, or of a dataset that names no person.
-- One row a stored row. Reads the registered frame `incoming`.
INSERT INTO intake.{dataset} (part_id, "row", month, {columns})
SELECT part_id, "row", CAST(month AS DATE), {values}
FROM incoming;

