-- Households with somebody able to work of whom nobody worked for three months.
-- One row a household. Reads linked.living, linked.member, linked.employment, linked.student, linked.span, linked.pending.
WITH able AS (
    SELECT living.household_id, living.person_id
    FROM linked.living AS living
    WHERE living.age BETWEEN $age_from AND $age_to
        AND living.labour IN ('普通劳动力', '技能劳动力')
        AND NOT EXISTS (
            SELECT 1 FROM linked.student AS student JOIN linked.span AS span ON span.month = student.month AND span.back = 0
            WHERE student.person_id = living.person_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
            WHERE pending.person_id = living.person_id AND pending.dataset = 'student'
        )
),
working AS (
    SELECT DISTINCT member.household_id
    FROM linked.member AS member
    JOIN linked.employment AS employment ON employment.person_id = member.person_id
    JOIN linked.span AS span ON span.month = employment.month AND span.back <= 2
    WHERE employment.status IN ('务工', '公益性岗位', '灵活就业')
),
unknown AS (
    SELECT DISTINCT member.household_id
    FROM linked.member AS member
    JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset = 'employment'
    JOIN linked.span AS span ON span.month = pending.month AND span.back <= 2
)
SELECT
    able.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count"
FROM able
WHERE NOT EXISTS (SELECT 1 FROM working WHERE working.household_id = able.household_id)
    AND NOT EXISTS (SELECT 1 FROM unknown WHERE unknown.household_id = able.household_id)
GROUP BY able.household_id
ORDER BY able.household_id
