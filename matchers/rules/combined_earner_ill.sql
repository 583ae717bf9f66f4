-- Households of which somebody of working age earned wages not long ago, does not this month, and is in hospital or gravely ill.
-- One row a household; persons are the ill. Reads linked.living, linked.employment, linked.bill, linked.disease, linked.span, linked.pending.
WITH worked AS (
    SELECT DISTINCT employment.person_id, CASE WHEN span.back = 0 THEN 1 ELSE 0 END AS is_now
    FROM linked.employment AS employment
    JOIN linked.span AS span ON span.month = employment.month AND span.back <= 3
    WHERE employment.status IN ('务工', '公益性岗位', '灵活就业')
),
ill AS (
    SELECT person_id FROM linked.bill WHERE back <= 1 AND care = 'inpatient' GROUP BY person_id HAVING sum(self_pay) > 0
    UNION
    SELECT disease.person_id
    FROM linked.disease AS disease
    JOIN linked.span AS span ON span.month = disease.month AND span.back = 0
    WHERE disease.kind = '大病' AND disease.status <> '已治愈'
)
SELECT
    living.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
FROM linked.living AS living
JOIN ill ON ill.person_id = living.person_id
JOIN worked AS before ON before.person_id = living.person_id AND before.is_now = 0
WHERE living.age BETWEEN $age_from AND $age_to
    AND NOT EXISTS (SELECT 1 FROM worked AS now WHERE now.person_id = living.person_id AND now.is_now = 1)
    AND NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE pending.person_id = living.person_id AND pending.dataset = 'employment'
    )
GROUP BY living.household_id
ORDER BY living.household_id
