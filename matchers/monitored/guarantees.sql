-- name: unconfirmed
-- Living members whose row of an extract waits in review, or is at fault, and who have no other row there this month; and
-- whoever may be meant by an unsafe house that waits in review.
-- One row a household and dataset. Reads linked.concerned, linked.living, linked.pending, linked.span, linked.enrolment,
-- linked.student, intake.house, linked.part, linked.candidate.
SELECT living.household_id, pending.dataset, count(DISTINCT living.person_id) AS people
FROM linked.living AS living
JOIN linked.concerned AS concerned ON concerned.household_id = living.household_id
JOIN linked.pending AS pending ON pending.person_id = living.person_id
JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
WHERE (
        pending.dataset = 'enrolment'
        AND NOT EXISTS (
            SELECT 1 FROM linked.enrolment AS enrolment
            WHERE enrolment.person_id = living.person_id AND enrolment.month = span.month AND enrolment.status = '正常参保'
        )
    )
    OR (
        pending.dataset = 'student' AND living.school_age BETWEEN $age_from AND $age_to
        AND NOT EXISTS (
            SELECT 1 FROM linked.student AS student
            WHERE student.person_id = living.person_id AND student.month = span.month AND student.status IN ('在读', '送教上门')
        )
    )
GROUP BY living.household_id, pending.dataset
UNION ALL
SELECT living.household_id, 'house', count(DISTINCT living.person_id)
FROM intake.house AS house
JOIN linked.part AS part ON part.part_id = house.part_id
JOIN linked.span AS span ON span.month = house.month AND span.back = 0
JOIN linked.candidate AS candidate ON candidate.identity_id = house.identity_id
JOIN linked.living AS living ON living.person_id = candidate.person_id
JOIN linked.concerned AS concerned ON concerned.household_id = living.household_id
WHERE house.grade IN ('C', 'D') AND house.sole = '是' AND house.renovation <> '已竣工'
GROUP BY living.household_id
ORDER BY 1, 2;
