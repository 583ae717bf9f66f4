-- name: digests
-- What finding people depends on: the roster's rows, how places are spelled, who is written where; nobody who is written is ever written otherwise.
-- The same, in whatever order, give the same.
-- One row. Reads linked.made_of, linked.place, intake.identity.
WITH identities AS (
    SELECT count(*) AS row_count, sum(CASE WHEN first_folder <= $known THEN CAST(hash(identity_id) AS DECIMAL(38,0)) END) AS digest FROM intake.identity
),
places AS (
    SELECT sum(CAST(hash(raw_town, raw_village, town, village) AS DECIMAL(38,0))) AS digest FROM linked.place
)
SELECT roster.digest, identities.row_count, identities.digest, places.digest
FROM linked.made_of AS roster
CROSS JOIN identities
CROSS JOIN places
WHERE roster.made = $persons;

-- name: asked
-- About whom somebody must be asked, and who could be meant.
-- One row an identity and person. Reads linked.asked.
SELECT identity_id, person_id, reason FROM linked.asked ORDER BY identity_id, person_id;

-- name: forget_decided
-- What was decided is followed anew.
-- Reads linked.identity_person.
DELETE FROM linked.identity_person WHERE joined_by = 'review';

-- name: as_written
-- Who is still to be found, as written.
-- One row an identity. Reads linked.unsettled, intake.identity.
SELECT DISTINCT identity.identity_id, identity.number, identity.name, identity.town, identity.village
FROM linked.unsettled AS unsettled
JOIN intake.identity AS identity ON identity.identity_id = unsettled.identity_id
ORDER BY identity.identity_id;

-- name: person_names
-- Persons by household and name.
-- One row a person, household and name. Reads linked.roster_row.
SELECT DISTINCT person_id, household_id, name FROM linked.roster_row ORDER BY person_id, household_id, name;
