-- name: exact
-- Names and numbers that agree to the letter.
-- One row an identity. Reads intake.identity, linked.person_number.
CREATE OR REPLACE TABLE linked.identity_person AS
SELECT identity.identity_id, min(person.person_id) AS person_id, 'exact' AS joined_by
FROM intake.identity AS identity
JOIN linked.person_number AS person ON person.number = identity.number AND person.name = identity.name
WHERE identity.number_state = 'ok' AND person.number_state = 'ok' AND identity.first_folder <= $known
GROUP BY identity.identity_id
HAVING count(DISTINCT person.person_id) = 1;

-- name: shared_numbers
-- Persons whose roster number another name bears too, and under whose own name no department knows it.
-- One row a person. Reads linked.person_number, linked.identity_person.
SELECT DISTINCT one.person_id
FROM linked.person_number AS one
JOIN linked.person_number AS other ON other.number = one.number AND other.person_id <> one.person_id
WHERE one.number_state = 'ok' AND other.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM linked.identity_person AS found WHERE found.person_id = one.person_id)
ORDER BY one.person_id;

-- name: second_numbers
-- Second numbers, as written, of those still to be found.
-- One row a text. Reads intake.identity, linked.identity_person.
SELECT DISTINCT identity.second_number AS written
FROM intake.identity AS identity
WHERE identity.second_number <> '' AND identity.first_folder <= $known
    AND NOT EXISTS (SELECT 1 FROM linked.identity_person AS found WHERE found.identity_id = identity.identity_id)
ORDER BY written;

-- name: unsettled
-- Who is still to be found, with the place as the roster has it. A second number that holds and is nobody's of the roster stands in
-- for one that does not.
-- One row an identity; further sounds of its name add rows. Reads intake.identity, linked.identity_person, linked.place,
-- linked.second_number, linked.person_number.
CREATE OR REPLACE TABLE linked.unsettled AS
WITH waiting AS (
    SELECT
        identity.identity_id, identity.number, identity.number_state, identity.name, identity.name_key,
        coalesce(second.number, '') AS second_number, place.town, place.village,
        identity.number_state <> 'ok' AND second.number IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM linked.person_number AS person WHERE person.number = second.number AND person.number_state = 'ok'
        ) AS is_second
    FROM intake.identity AS identity
    JOIN linked.place AS place ON place.raw_town = identity.town AND place.raw_village = identity.village
    -- LEFT: few rows bear another number that holds
    LEFT JOIN linked.second_number AS second ON second.written = identity.second_number
    WHERE identity.first_folder <= $known
        AND NOT EXISTS (SELECT 1 FROM linked.identity_person AS found WHERE found.identity_id = identity.identity_id)
)
SELECT
    identity_id, CASE WHEN is_second THEN second_number ELSE number END AS number, CASE WHEN is_second THEN 'ok' ELSE number_state END AS number_state,
    name, name_key, second_number, town, village
FROM waiting;

-- name: all_names
-- Names among which namesakes are looked for.
-- One row a name. Reads linked.unsettled, linked.person_number, linked.person_place.
SELECT name FROM linked.unsettled
UNION
SELECT name FROM linked.person_number
UNION
SELECT name FROM linked.person_place
ORDER BY name;

-- name: add_sounds_of_unsettled
-- Those still to be found, under the further sounds of their names.
-- One row an identity and sound. Reads linked.unsettled, linked.other_sound.
INSERT INTO linked.unsettled
SELECT DISTINCT one.identity_id, one.number, one.number_state, one.name, other.name_key, one.second_number, one.town, one.village
FROM linked.unsettled AS one
JOIN linked.other_sound AS other ON other.name = one.name;

-- name: add_sounds_of_person_number
-- Numbers of the roster under the further sounds of their names.
-- One row a person, number and sound. Reads linked.person_number, linked.other_sound.
INSERT INTO linked.person_number
SELECT DISTINCT one.person_id, one.number, one.number_state, one.name, other.name_key
FROM linked.person_number AS one
JOIN linked.other_sound AS other ON other.name = one.name;

-- name: add_sounds_of_person_place
-- Persons of the roster under the further sounds of their names.
-- One row a person, place and sound. Reads linked.person_place, linked.other_sound.
INSERT INTO linked.person_place
SELECT DISTINCT one.person_id, one.name, other.name_key, one.town, one.village
FROM linked.person_place AS one
JOIN linked.other_sound AS other ON other.name = one.name;

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
-- One row an identity whose number passes the check (or does not: $is_valid), person and number. Reads linked.unsettled, linked.person_number.
SELECT
    unsettled.identity_id, unsettled.number, person.person_id, person.number AS person_number,
    unsettled.name = person.name AS is_same_name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person
    ON person.name_key = unsettled.name_key AND left(person.number, 8) = left(unsettled.number, 8)
WHERE (unsettled.number_state = 'ok') = $is_valid AND unsettled.number <> '' AND person.number <> ''
UNION
SELECT
    unsettled.identity_id, unsettled.number, person.person_id, person.number,
    unsettled.name = person.name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person
    ON person.name_key = unsettled.name_key AND right(person.number, 8) = right(unsettled.number, 8)
WHERE (unsettled.number_state = 'ok') = $is_valid AND unsettled.number <> '' AND person.number <> ''
ORDER BY 1, 3, 4;

-- name: add_healed
-- Healed numbers are numbers of the roster from here on.
-- One row a person and healed number. Reads linked.healed, linked.person_number.
INSERT INTO linked.person_number
SELECT DISTINCT healed.person_id, healed.number, 'ok' AS number_state, person.name, person.name_key
FROM linked.healed AS healed
JOIN linked.person_number AS person ON person.person_id = healed.person_id;

-- name: outsiders
-- People not on the roster: valid numbers that nobody of it bears or was found under.
-- One row a number, name and place, as often as written. Reads linked.unsettled, linked.person_number, linked.found_under.
CREATE OR REPLACE TABLE linked.outsider AS
SELECT unsettled.number, unsettled.name_key, unsettled.town, unsettled.village
FROM linked.unsettled AS unsettled
WHERE unsettled.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM linked.person_number AS person WHERE person.number = unsettled.number)
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
