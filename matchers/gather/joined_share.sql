-- How many of a dataset's rows of the month found their person: joined, waiting in review, neither (outsiders).
-- One row a dataset that names persons. Reads linked.part, intake.*, linked.identity_person, linked.candidate.
WITH stored AS (
    SELECT part_id, identity_id FROM intake.settlement
    UNION ALL
    SELECT part_id, identity_id FROM intake.enrolment
    UNION ALL
    SELECT part_id, identity_id FROM intake.student
    UNION ALL
    SELECT part_id, identity_id FROM intake.assistance
    UNION ALL
    SELECT part_id, identity_id FROM intake.death
    UNION ALL
    SELECT part_id, identity_id FROM intake.house
    UNION ALL
    SELECT part_id, identity_id FROM intake.employment
    UNION ALL
    SELECT part_id, identity_id FROM intake.self_report
    UNION ALL
    SELECT part_id, identity_id FROM intake.visit
),
waiting AS (
    SELECT DISTINCT identity_id FROM linked.candidate
)
SELECT
    part.dataset, count(*) AS row_count, count(found.identity_id) AS joined, count(waiting.identity_id) AS in_review,
    count(CASE WHEN found.joined_by = 'repaired' THEN 1 END) AS repaired,
    count(CASE WHEN found.joined_by = 'probable' THEN 1 END) AS probable
FROM stored
JOIN linked.part AS part ON part.part_id = stored.part_id
-- LEFT: outsiders are found nowhere
LEFT JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
LEFT JOIN waiting ON waiting.identity_id = stored.identity_id
WHERE part.month = $month
GROUP BY part.dataset
ORDER BY part.dataset
