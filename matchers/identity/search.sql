-- name: none_unsettled
-- Nobody is looked for yet.
-- One row an identity and sound of its name.
CREATE OR REPLACE TABLE linked.unsettled (
    identity_id INTEGER, number VARCHAR, number_state VARCHAR, name VARCHAR, name_key VARCHAR, second_number VARCHAR, town VARCHAR, village VARCHAR
);

-- name: known_number
-- Numbers of the roster, and those that stand in for its wrong ones.
-- One row a person, number and sound. Reads linked.person_number, linked.healed.
CREATE OR REPLACE VIEW linked.known_number AS
SELECT person_id, number, number_state, name, name_key FROM linked.person_number
UNION ALL
SELECT DISTINCT healed.person_id, healed.number, 'ok' AS number_state, person.name, person.name_key
FROM linked.healed AS healed
JOIN linked.person_number AS person ON person.person_id = healed.person_id;

-- name: shared_numbers
-- Persons whose roster number another name bears too, and under whose own name no department knows it.
-- One row a person. Reads linked.shared_number, linked.settled, intake.identity.
WITH known_by_name AS (
    SELECT shared.person_id
    FROM linked.shared_number AS shared
    JOIN linked.settled AS settled ON settled.person_id = shared.person_id AND settled.joined_by = 'exact'
    JOIN intake.identity AS identity ON identity.identity_id = settled.identity_id
    WHERE identity.first_folder <= $known
)
SELECT shared.person_id
FROM linked.shared_number AS shared
WHERE NOT EXISTS (SELECT 1 FROM known_by_name WHERE known_by_name.person_id = shared.person_id)
ORDER BY shared.person_id;

-- name: second_numbers
-- Second numbers, as written, of those still to be found.
-- One row a text. Reads linked.sought.
SELECT DISTINCT second_number AS written FROM linked.sought WHERE second_number <> '' ORDER BY written;

-- name: sought_names
-- Names among which namesakes are looked for.
-- One row a name. Reads linked.sought.
SELECT DISTINCT name FROM linked.sought ORDER BY name;

-- name: unsettled
-- Who is still to be found, with the place as the roster has it, under each sound of the name. A second number that holds and is nobody's of
-- the roster stands in for one that does not.
-- One row an identity and sound. Reads linked.sought, linked.place, linked.second_number, linked.person_number, linked.other_sound.
INSERT INTO linked.unsettled
WITH waiting AS (
    SELECT
        sought.identity_id, sought.number, sought.number_state, sought.name, sought.name_key,
        coalesce(second.number, '') AS second_number, coalesce(place.town, '') AS town, coalesce(place.village, '') AS village,
        sought.number_state <> 'ok' AND second.number IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM linked.person_number AS person WHERE person.number = second.number AND person.number_state = 'ok'
        ) AS is_second
    FROM linked.sought AS sought
    -- LEFT: who is first seen in a later folder has no place yet
    LEFT JOIN linked.place AS place ON place.raw_town = sought.town AND place.raw_village = sought.village
    -- LEFT: few rows bear another number that holds
    LEFT JOIN linked.second_number AS second ON second.written = sought.second_number
),
told AS (
    SELECT
        identity_id, CASE WHEN is_second THEN second_number ELSE number END AS number,
        CASE WHEN is_second THEN 'ok' ELSE number_state END AS number_state, name, name_key, second_number, town, village
    FROM waiting
)
SELECT identity_id, number, number_state, name, name_key, second_number, town, village FROM told
UNION ALL
SELECT told.identity_id, told.number, told.number_state, told.name, other.name_key, told.second_number, told.town, told.village
FROM told
JOIN linked.other_sound AS other ON other.name = told.name;

-- name: unsettled_numbers
-- The numbers of those still to be found.
-- One row an identity. Reads linked.unsettled.
SELECT DISTINCT identity_id, number, number_state FROM linked.unsettled ORDER BY identity_id;

-- name: same_number
-- A valid number of the roster under a name that is not the same to the letter.
-- One row an identity and person. Reads linked.unsettled, linked.person_number.
SELECT DISTINCT unsettled.identity_id, unsettled.name, person.person_id, person.name AS person_name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person ON person.number = unsettled.number
WHERE unsettled.number_state = 'ok' AND person.number_state = 'ok'
ORDER BY unsettled.identity_id, person.person_id, person_name;

-- name: same_village
-- Namesakes of the same village; a character that did not survive stands for any.
-- One row an identity whose number passes the check (or does not: $is_valid) and person. Reads linked.unsettled, linked.person_place.
WITH wanted AS (
    SELECT * FROM linked.unsettled WHERE (number_state = 'ok') = $is_valid
),
lost_in_drop AS (
    SELECT * FROM wanted WHERE name LIKE '%?%' AND village <> '' AND replace(name, '?', '') <> ''
),
lost_in_roster AS (
    SELECT * FROM linked.person_place WHERE name LIKE '%?%' AND replace(name, '?', '') <> ''
)
SELECT unsettled.identity_id, person.person_id, unsettled.name = person.name AS is_same_name
FROM wanted AS unsettled
JOIN linked.person_place AS person
    ON person.name_key = unsettled.name_key AND person.town = unsettled.town AND person.village = unsettled.village
WHERE unsettled.village <> ''
UNION
SELECT unsettled.identity_id, person.person_id, false
FROM lost_in_drop AS unsettled
JOIN linked.person_place AS person ON person.town = unsettled.town AND person.village = unsettled.village
WHERE person.name LIKE replace(unsettled.name, '?', '_')
UNION
SELECT unsettled.identity_id, person.person_id, false
FROM wanted AS unsettled
JOIN lost_in_roster AS person ON person.town = unsettled.town AND person.village = unsettled.village
WHERE unsettled.name LIKE replace(person.name, '?', '_')
ORDER BY 1, 2, 3;

-- name: near_number
-- Namesakes whose number shares its first or its last eight characters: one slip leaves one half whole.
-- One row an identity, person and number. Reads linked.unsettled, linked.known_number.
SELECT
    unsettled.identity_id, unsettled.number, person.person_id, person.number AS person_number,
    unsettled.name = person.name AS is_same_name, unsettled.number_state = 'ok' AS is_valid
FROM linked.unsettled AS unsettled
JOIN linked.known_number AS person
    ON person.name_key = unsettled.name_key AND left(person.number, 8) = left(unsettled.number, 8)
WHERE unsettled.number <> '' AND person.number <> ''
UNION
SELECT
    unsettled.identity_id, unsettled.number, person.person_id, person.number,
    unsettled.name = person.name, unsettled.number_state = 'ok'
FROM linked.unsettled AS unsettled
JOIN linked.known_number AS person
    ON person.name_key = unsettled.name_key AND right(person.number, 8) = right(unsettled.number, 8)
WHERE unsettled.number <> '' AND person.number <> ''
ORDER BY 1, 3, 4;

-- name: outsiders
-- People not on the roster: valid numbers that nobody of it bears or was found under.
-- One row a number, name and place, as often as written. Reads linked.unsettled, linked.known_number, linked.found_under.
CREATE OR REPLACE TABLE linked.outsider AS
SELECT unsettled.number, unsettled.name_key, unsettled.town, unsettled.village
FROM linked.unsettled AS unsettled
WHERE unsettled.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM linked.known_number AS person WHERE person.number = unsettled.number)
    AND NOT EXISTS (SELECT 1 FROM linked.found_under AS found WHERE found.number = unsettled.number);

-- name: near_outsider
-- Namesakes of a wrong number who are not on the roster, by a valid number seen elsewhere.
-- One row an identity and number. Reads linked.unsettled, linked.outsider.
WITH outsiders AS (
    SELECT DISTINCT number, name_key FROM linked.outsider
)
SELECT unsettled.identity_id, unsettled.number, outsiders.number AS outsider_number
FROM linked.unsettled AS unsettled
JOIN outsiders ON outsiders.name_key = unsettled.name_key AND left(outsiders.number, 8) = left(unsettled.number, 8)
WHERE unsettled.number_state = 'bad'
UNION
SELECT unsettled.identity_id, unsettled.number, outsiders.number
FROM linked.unsettled AS unsettled
JOIN outsiders ON outsiders.name_key = unsettled.name_key AND right(outsiders.number, 8) = right(unsettled.number, 8)
WHERE unsettled.number_state = 'bad'
ORDER BY 1, 3;

-- name: same_village_outsider
-- Unusable numbers whose name somebody not on the roster bears in the same village.
-- One row an identity. Reads linked.unsettled, linked.outsider.
SELECT DISTINCT unsettled.identity_id
FROM linked.unsettled AS unsettled
JOIN linked.outsider AS outsider
    ON outsider.name_key = unsettled.name_key AND outsider.town = unsettled.town AND outsider.village = unsettled.village
WHERE unsettled.number_state <> 'ok' AND unsettled.village <> ''
ORDER BY unsettled.identity_id;

-- name: namesakes
-- Everybody of the roster who bears the name of somebody still to be found, where nobody of the village does: of a file whose numbers are
-- all 3.41802E+17 they would be millions.
-- One row an identity and person. Reads linked.unsettled, linked.person_place.
SELECT DISTINCT unsettled.identity_id, person.person_id, unsettled.name = person.name AS is_same_name
FROM linked.unsettled AS unsettled
JOIN linked.person_place AS person ON person.name_key = unsettled.name_key
WHERE unsettled.number_state <> 'ok' AND NOT EXISTS (
    SELECT 1 FROM linked.person_place AS nearby
    WHERE nearby.name_key = unsettled.name_key AND nearby.town = unsettled.town AND nearby.village = unsettled.village AND unsettled.village <> ''
)
ORDER BY 1, 2;

-- name: by_second_number
-- Persons whose ID number a row bears beside the one written.
-- One row an identity and person. Reads linked.unsettled, linked.person_number.
SELECT DISTINCT unsettled.identity_id, unsettled.name, person.person_id, person.name AS person_name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person ON person.number = unsettled.second_number
WHERE person.number_state = 'ok'
ORDER BY unsettled.identity_id, person.person_id, person_name;
