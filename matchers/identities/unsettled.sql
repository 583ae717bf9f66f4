-- Who is still to be found, with the place as the roster has it.
-- One row an identity; further sounds of its name add rows. Reads intake.identity, linked.identity_person, linked.place.
CREATE OR REPLACE TABLE linked.unsettled AS
SELECT
    identity.identity_id, identity.number, identity.number_state, identity.name, identity.name_key,
    identity.student_no, place.town, place.village
FROM intake.identity AS identity
JOIN linked.place AS place ON place.raw_town = identity.town AND place.raw_village = identity.village
WHERE identity.first_folder <= $known
    AND NOT EXISTS (SELECT 1 FROM linked.identity_person AS found WHERE found.identity_id = identity.identity_id)
