-- Rows of the month and the two before it that wait for a person's decision, by dataset.
-- One row an identity and dataset. Reads linked.candidate, intake.identity, intake.*, linked.part.
WITH waiting AS (
    SELECT DISTINCT identity_id FROM linked.candidate
),
stored AS (
    SELECT part_id, identity_id, "row" FROM intake.settlement
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.enrolment
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.student
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.assistance
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.death
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.house
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.employment
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.self_report
    UNION ALL
    SELECT part_id, identity_id, "row" FROM intake.visit
)
SELECT
    identity.identity_id, identity.number, identity.name, identity.town, identity.village, part.dataset,
    count(*) AS row_count, max(part.path || '!' || part.sheet || '!' || stored."row") AS example
FROM waiting
JOIN intake.identity AS identity ON identity.identity_id = waiting.identity_id
JOIN stored ON stored.identity_id = waiting.identity_id
JOIN linked.part AS part ON part.part_id = stored.part_id
WHERE part.month >= $first
GROUP BY identity.identity_id, identity.number, identity.name, identity.town, identity.village, part.dataset
ORDER BY identity.name, identity.number, identity.town, identity.village, part.dataset
