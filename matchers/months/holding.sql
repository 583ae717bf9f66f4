-- name: nothing_pending
-- What linked.pending is where nothing waits.
-- One row a waiting row and person: none. Reads linked.pending.
CREATE OR REPLACE VIEW linked.nothing_pending AS SELECT * FROM linked.pending WHERE 1 = 0;

-- name: holders
-- The rows that hold an indicator back, and whose they could be.
-- One row a household, indicator, row and person. Reads linked.fired_person, linked.fired_household, linked.member,
-- linked.evidence_window, linked.pending, linked.span, linked.part, intake.identity.
WITH members AS (
    SELECT indicator, household_id, person_id FROM linked.fired_person
    UNION
    SELECT fired.indicator, fired.household_id, member.person_id
    FROM linked.fired_household AS fired
    JOIN linked.member AS member ON member.household_id = fired.household_id
)
SELECT
    members.household_id, members.indicator, pending.person_id, pending.dataset, pending.is_at_fault,
    identity.number, identity.name, identity.town, identity.village, part.path || '!' || part.sheet || '!' || pending."row" AS source
FROM members
JOIN linked.evidence_window AS held_by ON held_by.indicator = members.indicator
JOIN linked.pending AS pending ON pending.person_id = members.person_id AND pending.dataset = held_by.dataset
JOIN linked.span AS span ON span.month = pending.month AND span.back BETWEEN held_by.first AND held_by.last
JOIN linked.part AS part ON part.part_id = pending.part_id
JOIN intake.identity AS identity ON identity.identity_id = pending.identity_id
ORDER BY members.household_id, members.indicator, pending.dataset, source, pending.person_id;

-- name: at_fault
-- Households with a row of a dataset this month that could be a member's and is at fault.
-- One row a household. Reads linked.member, linked.pending, linked.span.
SELECT DISTINCT member.household_id
FROM linked.member AS member
JOIN linked.pending AS pending ON pending.person_id = member.person_id
JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
WHERE pending.is_at_fault AND pending.dataset = $dataset
ORDER BY member.household_id;
