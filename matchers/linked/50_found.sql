-- Who is whom: identities as written that are persons of the roster, with the place written, and the town that a row of theirs
-- counts for: the written one, else where the person lives.
-- One row an identity. Reads linked.identity_person, intake.identity, linked.place, linked.person_home.
CREATE OR REPLACE TABLE linked.found AS
SELECT
    found.identity_id, found.person_id, found.joined_by, place.town AS written_town, place.village AS written_village,
    CASE WHEN place.town = '' THEN home.town ELSE place.town END AS town
FROM linked.identity_person AS found
JOIN intake.identity AS identity ON identity.identity_id = found.identity_id
JOIN linked.place AS place ON place.raw_town = identity.town AND place.raw_village = identity.village
JOIN linked.person_home AS home ON home.person_id = found.person_id
