-- name: near_other_name
-- Whose number may be one slip away though the name is not the same: all of the number but a few neighbouring digits and the first or the
-- last sound of the name agree. A slip touches two neighbours at most: it lies behind the 13th digit, from the 10th to the 14th, or before the 11th.
-- A number of the roster that fails the check is near only where the very same is written.
-- One row an identity whose number passes the check (or does not: $is_valid), person and number; is_near where both are written to live in one town. Reads linked.unsettled,
-- linked.known_number, linked.person_place.
WITH waiting AS (
    SELECT DISTINCT
        identity_id, number, name, town, split_part(name_key, ' ', 1) AS first_sound, split_part(name_key, ' ', -1) AS last_sound
    FROM linked.unsettled
    WHERE (number_state = 'ok') = $is_valid AND length(number) >= 14 AND length(name) >= 2 AND (number_state = 'bad' OR right(number, 3) = '000')
),
roster AS (
    SELECT
        person_id, number, number_state, name, split_part(name_key, ' ', 1) AS first_sound, split_part(name_key, ' ', -1) AS last_sound
    FROM linked.known_number
    WHERE length(number) >= 14 AND length(name) >= 2
),
pairs AS (
    SELECT waiting.*, roster.person_id, roster.number AS person_number, roster.number_state, roster.name AS person_name
    FROM waiting
    JOIN roster ON left(roster.number, 13) = left(waiting.number, 13)
    WHERE roster.first_sound = waiting.first_sound OR roster.last_sound = waiting.last_sound
    UNION
    SELECT waiting.*, roster.person_id, roster.number, roster.number_state, roster.name
    FROM waiting
    JOIN roster ON left(roster.number, 9) = left(waiting.number, 9) AND right(roster.number, 4) = right(waiting.number, 4)
    WHERE roster.first_sound = waiting.first_sound OR roster.last_sound = waiting.last_sound
    UNION
    SELECT waiting.*, roster.person_id, roster.number, roster.number_state, roster.name
    FROM waiting
    JOIN roster ON right(roster.number, 8) = right(waiting.number, 8)
    WHERE roster.first_sound = waiting.first_sound OR roster.last_sound = waiting.last_sound
)
SELECT
    pairs.identity_id, pairs.number, pairs.person_id, pairs.person_number, pairs.name, pairs.person_name,
    pairs.town <> '' AND EXISTS (
        SELECT 1 FROM linked.person_place AS place WHERE place.person_id = pairs.person_id AND place.town = pairs.town
    ) AS is_near
FROM pairs
WHERE length(pairs.name) = length(pairs.person_name) AND pairs.name <> pairs.person_name
    AND (pairs.number_state = 'ok' OR pairs.person_number = pairs.number)
ORDER BY pairs.identity_id, pairs.person_id, pairs.person_number;
