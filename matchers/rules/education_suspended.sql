-- Households with a child of school age that has stopped school for a while, this month and the last.
-- One row a household; persons are the children. Reads linked.living, linked.student, linked.span, linked.pending.
WITH states AS (
    SELECT
        student.person_id,
        max(CASE WHEN span.back = 0 AND student.status = '休学' THEN 1 ELSE 0 END) AS stopped_now,
        max(CASE WHEN span.back = 1 AND student.status = '休学' THEN 1 ELSE 0 END) AS stopped_before,
        max(CASE WHEN span.back = 0 AND student.status IN ('在读', '送教上门') THEN 1 ELSE 0 END) AS at_school
    FROM linked.student AS student
    JOIN linked.span AS span ON span.month = student.month AND span.back <= 1
    GROUP BY student.person_id
)
SELECT
    living.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
FROM linked.living AS living
JOIN states ON states.person_id = living.person_id
WHERE living.school_age BETWEEN $age_from AND $age_to
    AND states.stopped_now = 1 AND states.stopped_before = 1 AND states.at_school = 0
    AND NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE pending.person_id = living.person_id AND pending.dataset = 'student'
    )
GROUP BY living.household_id
ORDER BY living.household_id
