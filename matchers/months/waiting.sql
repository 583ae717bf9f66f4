-- name: waiting
-- Rows that wait: they could be a person's, or are theirs but at fault.
-- One row a waiting row and person. Reads linked.named_row, intake.unusable, linked.candidate, linked.identity_person.
CREATE OR REPLACE TABLE linked.waiting AS
SELECT stored.dataset, stored.part_id, stored."row", stored.month, stored.identity_id, candidate.person_id, false AS is_at_fault
FROM linked.named_row AS stored
JOIN linked.candidate AS candidate ON candidate.identity_id = stored.identity_id
WHERE stored.month >= $first_absent
UNION ALL
SELECT stored.dataset, stored.part_id, stored."row", stored.month, stored.identity_id, candidate.person_id, true
FROM intake.unusable AS stored
JOIN linked.candidate AS candidate ON candidate.identity_id = stored.identity_id
WHERE stored.month >= $first_absent
UNION ALL
SELECT stored.dataset, stored.part_id, stored."row", stored.month, stored.identity_id, found.person_id, true
FROM intake.unusable AS stored
JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
WHERE stored.month >= $first_absent;

-- name: came_after
-- What came of a person after a row of theirs that is at fault. A table of its own: there are few such rows, which DuckDB cannot know
-- before it has seen them.
-- One row a sheet with a row at fault and a person. Reads linked.waiting, linked.part, linked.identity_person, linked.named_row.
CREATE OR REPLACE TABLE linked.came_after AS
WITH at_fault AS (
    SELECT DISTINCT waiting.dataset, waiting.month, waiting.person_id, waiting.part_id, part.order_no
    FROM linked.waiting AS waiting
    JOIN linked.part AS part ON part.part_id = waiting.part_id
    WHERE waiting.is_at_fault
),
theirs AS (
    SELECT DISTINCT at_fault.dataset, at_fault.month, at_fault.person_id, found.identity_id
    FROM at_fault
    JOIN linked.identity_person AS found ON found.person_id = at_fault.person_id
)
SELECT DISTINCT at_fault.dataset, at_fault.month, at_fault.person_id, at_fault.part_id
FROM at_fault
JOIN theirs ON theirs.dataset = at_fault.dataset AND theirs.month = at_fault.month AND theirs.person_id = at_fault.person_id
JOIN linked.named_row AS later ON later.identity_id = theirs.identity_id AND later.dataset = theirs.dataset AND later.month = theirs.month
JOIN linked.part AS later_part ON later_part.part_id = later.part_id AND later_part.order_no > at_fault.order_no;

-- name: pending
-- Whose absence from an extract is unknown: a row of it waits in review and could be theirs, or is theirs but at fault. A row at
-- fault waits until something of the person's comes after it.
-- One row a waiting row and person. Reads linked.waiting, linked.came_after, linked.part, intake.identity, linked.place,
-- linked.person_home, linked.replaced.
CREATE OR REPLACE TABLE linked.pending AS
SELECT waiting.dataset, waiting.month, waiting.person_id, waiting.identity_id, waiting.part_id, waiting."row", waiting.is_at_fault
FROM linked.waiting AS waiting
JOIN linked.part AS part ON part.part_id = waiting.part_id
JOIN intake.identity AS identity ON identity.identity_id = waiting.identity_id
JOIN linked.place AS place ON place.raw_town = identity.town AND place.raw_village = identity.village
JOIN linked.person_home AS home ON home.person_id = waiting.person_id
WHERE NOT EXISTS (
        SELECT 1 FROM linked.replaced AS replaced
        WHERE replaced.part_id = waiting.part_id AND replaced.town IN ('', CASE WHEN place.town = '' THEN home.town ELSE place.town END)
    )
    AND NOT (waiting.is_at_fault AND EXISTS (
        SELECT 1 FROM linked.came_after AS after
        WHERE after.dataset = waiting.dataset AND after.month = waiting.month AND after.person_id = waiting.person_id
            AND after.part_id = waiting.part_id
    ));
