-- Whose absence from an extract is unknown: a row of it waits in review and could be theirs, or is theirs but at fault.
-- One row a dataset, month and person. Reads intake.enrolment, .student, .employment, .unusable, linked.candidate,
-- linked.identity_person, linked.part.
CREATE OR REPLACE TABLE linked.pending AS
WITH waiting AS (
    SELECT part_id, month, identity_id FROM intake.enrolment WHERE month >= $first_absent
    UNION ALL
    SELECT part_id, month, identity_id FROM intake.student WHERE month >= $first_absent
    UNION ALL
    SELECT part_id, month, identity_id FROM intake.employment WHERE month >= $first_absent
    UNION ALL
    SELECT part_id, month, identity_id FROM intake.unusable WHERE month >= $first_absent
)
SELECT part.dataset, waiting.month, candidate.person_id
FROM waiting
JOIN linked.part AS part ON part.part_id = waiting.part_id
JOIN linked.candidate AS candidate ON candidate.identity_id = waiting.identity_id
UNION
SELECT unusable.dataset, unusable.month, found.person_id
FROM intake.unusable AS unusable
JOIN linked.part AS part ON part.part_id = unusable.part_id
JOIN linked.identity_person AS found ON found.identity_id = unusable.identity_id
WHERE unusable.month >= $first_absent
