-- name: bearers
-- Who bears the name of a row under another's number, and is met in the same dataset at its school, employer or village.
-- One row an identity and person. Reads linked.misnamed, linked.unsettled, intake.identity, linked.place, linked.identity_person,
-- linked.named_row, intake.unusable.
WITH alike AS (
    SELECT
        mine.identity_id, other.identity_id AS other_id, found.person_id,
        mine.village <> '' AND place.town = mine.town AND place.village = mine.village AS is_of_village
    FROM linked.misnamed AS misnamed
    JOIN linked.unsettled AS mine ON mine.identity_id = misnamed.identity_id
    JOIN intake.identity AS other ON other.name_key = mine.name_key
    JOIN linked.place AS place ON place.raw_town = other.town AND place.raw_village = other.village
    JOIN linked.identity_person AS found ON found.identity_id = other.identity_id
),
named AS (
    SELECT dataset, identity_id, met_at FROM linked.named_row
    UNION ALL
    SELECT dataset, identity_id, '' FROM intake.unusable
),
met AS (
    SELECT DISTINCT dataset, identity_id, met_at
    FROM named
    WHERE identity_id IN (SELECT identity_id FROM alike UNION SELECT other_id FROM alike)
)
SELECT DISTINCT alike.identity_id, alike.person_id
FROM alike
JOIN met AS mine ON mine.identity_id = alike.identity_id
JOIN met AS other ON other.identity_id = alike.other_id AND other.dataset = mine.dataset
WHERE alike.is_of_village OR (mine.met_at <> '' AND other.met_at = mine.met_at)
ORDER BY alike.identity_id, alike.person_id;

-- name: candidates
-- Who could be meant.
-- One row an identity and person. Reads linked.candidate, linked.roster_row, intake.roster, linked.person.
SELECT identity_id, person_id, reason, household_id, town, village, name, number, relation
FROM (
    SELECT
        candidate.identity_id, candidate.person_id, candidate.reason, written.household_id, written.town, written.village,
        roster.written_name AS name, written.number, coalesce(roster.relation, '') AS relation,
        row_number() OVER (
            PARTITION BY candidate.identity_id, candidate.person_id
            ORDER BY written.month DESC, written.order_no DESC, written."row" DESC, written.number, written.name
        ) AS place
    FROM linked.candidate AS candidate
    JOIN linked.roster_row AS written ON written.person_id = candidate.person_id
    JOIN intake.roster AS roster
        ON roster.part_id = written.part_id AND roster."row" = written."row" AND roster.household_id = written.written_id
        AND roster.number = written.number AND roster.name = written.name
) AS ranked
WHERE place = 1
ORDER BY identity_id, household_id, person_id;

-- name: review_rows
-- Rows of the month and the two before it that wait for a person's decision, by dataset.
-- One row an identity and dataset. Reads linked.candidate, intake.identity, linked.named_row, linked.part.
WITH waiting AS (
    SELECT DISTINCT identity_id FROM linked.candidate
)
SELECT
    identity.identity_id, identity.number, identity.name, identity.town, identity.village, part.dataset,
    count(*) AS row_count, max(part.path || '!' || part.sheet || '!' || stored."row") AS example
FROM waiting
JOIN intake.identity AS identity ON identity.identity_id = waiting.identity_id
JOIN linked.named_row AS stored ON stored.identity_id = waiting.identity_id
JOIN linked.part AS part ON part.part_id = stored.part_id
WHERE part.month >= $first
GROUP BY identity.identity_id, identity.number, identity.name, identity.town, identity.village, part.dataset
ORDER BY identity.name, identity.number, identity.town, identity.village, part.dataset;

-- name: roster_faults
-- Roster numbers in force that departments' rows show to be wrong.
-- One row a household and person. Reads linked.healed, linked.member, linked.roster_row, linked.part.
SELECT member.household_id, member.name, written.number AS written, healed.number AS healed, part.path || '!' || part.sheet || '!' || member."row" AS source
FROM linked.healed AS healed
JOIN linked.member AS member ON member.person_id = healed.person_id
JOIN linked.roster_row AS written ON written.part_id = member.part_id AND written."row" = member."row" AND written.person_id = member.person_id
JOIN linked.part AS part ON part.part_id = member.part_id
WHERE written.number <> healed.number
ORDER BY member.household_id, member.name;
