-- name: none_settled
-- Nobody is found yet: who is whom whatever else is written, by number and name alone.
-- One row an identity.
CREATE OR REPLACE TABLE linked.settled (identity_id INTEGER, person_id BIGINT, joined_by VARCHAR);

-- name: none_slipped
-- Of them those whose number was one slip away, under all sounds of their names.
-- One row an identity and sound.
CREATE OR REPLACE TABLE linked.slipped (identity_id INTEGER, number VARCHAR, name_key VARCHAR);

-- name: sought
-- Who was never found by number and name alone, whenever first seen.
-- One row an identity. Reads intake.identity, linked.settled.
CREATE OR REPLACE TABLE linked.sought AS
SELECT identity.identity_id, identity.number, identity.number_state, identity.name, identity.name_key, identity.town, identity.village, identity.second_number
FROM intake.identity AS identity
WHERE NOT EXISTS (SELECT 1 FROM linked.settled AS settled WHERE settled.identity_id = identity.identity_id);

-- name: exact
-- Names and numbers that agree to the letter.
-- One row an identity. Reads linked.sought, linked.person_number.
INSERT INTO linked.settled
SELECT sought.identity_id, min(person.person_id) AS person_id, 'exact' AS joined_by
FROM linked.sought AS sought
JOIN linked.person_number AS person ON person.number = sought.number AND person.name = sought.name
WHERE sought.number_state = 'ok' AND person.number_state = 'ok'
GROUP BY sought.identity_id
HAVING count(DISTINCT person.person_id) = 1;

-- name: not_sought
-- Whoever agrees is not looked for.
-- Reads linked.sought, linked.settled.
DELETE FROM linked.sought WHERE identity_id IN (SELECT identity_id FROM linked.settled);

-- name: slipped
-- Under what they would be near a number that only this run knows.
-- One row an identity and sound. Reads linked.unsettled, the registered frame `incoming`.
INSERT INTO linked.slipped
SELECT identity_id, number, name_key FROM linked.unsettled WHERE identity_id IN (SELECT identity_id FROM incoming);

-- name: settle
-- One slip away, and from no other namesake of the roster: so they are whoever else is written.
-- One row an identity. Reads the registered frame `incoming`.
INSERT INTO linked.settled SELECT identity_id, person_id, 'repaired' AS joined_by FROM incoming;

-- name: not_unsettled
-- They are not looked for any more.
-- Reads linked.unsettled, the registered frame `incoming`.
DELETE FROM linked.unsettled WHERE identity_id IN (SELECT identity_id FROM incoming);

-- name: not_seen
-- Nor whoever is first seen in a later folder.
-- Reads linked.unsettled, intake.identity.
DELETE FROM linked.unsettled WHERE identity_id IN (SELECT identity_id FROM intake.identity WHERE first_folder > $known);

-- name: restless
-- Of those who were one slip away whoever may be nearer to a healed number or an outsider's, and so is looked for as if nobody had been found.
-- One row an identity. Reads linked.slipped, linked.healed, linked.known_number, linked.outsider, intake.identity.
CREATE OR REPLACE TABLE linked.sought AS
WITH others AS (
    SELECT known.number, known.name_key
    FROM linked.healed AS healed
    JOIN linked.known_number AS known ON known.person_id = healed.person_id AND known.number = healed.number
    UNION
    SELECT number, name_key FROM linked.outsider
),
near AS (
    SELECT slipped.identity_id
    FROM linked.slipped AS slipped
    JOIN others ON others.name_key = slipped.name_key AND left(others.number, 8) = left(slipped.number, 8)
    UNION
    SELECT slipped.identity_id
    FROM linked.slipped AS slipped
    JOIN others ON others.name_key = slipped.name_key AND right(others.number, 8) = right(slipped.number, 8)
)
SELECT identity.identity_id, identity.number, identity.number_state, identity.name, identity.name_key, identity.town, identity.village, identity.second_number
FROM intake.identity AS identity
JOIN near ON near.identity_id = identity.identity_id
WHERE identity.first_folder <= $known;

-- name: found
-- Who is whom: all that is settled, but those who were looked for.
-- One row an identity. Reads linked.settled, intake.identity, linked.unsettled.
CREATE OR REPLACE TABLE linked.identity_person AS
SELECT settled.identity_id, settled.person_id, settled.joined_by
FROM linked.settled AS settled
JOIN intake.identity AS identity ON identity.identity_id = settled.identity_id
WHERE identity.first_folder <= $known
    AND NOT EXISTS (SELECT 1 FROM linked.unsettled AS unsettled WHERE unsettled.identity_id = settled.identity_id);
