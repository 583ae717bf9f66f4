-- Whose absence from an extract is unknown: rows of it wait in review and could be theirs.
-- One row a dataset, month and person. Reads intake.enrolment, intake.student, intake.employment, linked.candidate, linked.part.
CREATE OR REPLACE TABLE linked.pending AS
SELECT DISTINCT part.dataset, stored.month, candidate.person_id
FROM (
    SELECT part_id, month, identity_id FROM intake.enrolment WHERE month >= $first_absent
    UNION ALL
    SELECT part_id, month, identity_id FROM intake.student WHERE month >= $first_absent
    UNION ALL
    SELECT part_id, month, identity_id FROM intake.employment WHERE month >= $first_absent
) AS stored
JOIN linked.part AS part ON part.part_id = stored.part_id
JOIN linked.candidate AS candidate ON candidate.identity_id = stored.identity_id
