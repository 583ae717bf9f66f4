-- Households of which somebody had a public welfare post last month and does not work this month.
-- One row a household; persons are they. Reads linked.living, linked.employment, linked.span, linked.pending.
WITH states AS (
    SELECT
        employment.person_id,
        max(CASE WHEN span.back = 1 AND employment.status = '公益性岗位' THEN 1 ELSE 0 END) AS had_post,
        max(CASE WHEN span.back = 0 AND employment.status IN ('务工', '公益性岗位', '灵活就业') THEN 1 ELSE 0 END) AS works
    FROM linked.employment AS employment
    JOIN linked.span AS span ON span.month = employment.month AND span.back <= 1
    GROUP BY employment.person_id
)
SELECT
    living.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
FROM linked.living AS living
JOIN states ON states.person_id = living.person_id AND states.had_post = 1 AND states.works = 0
WHERE NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE pending.person_id = living.person_id AND pending.dataset = 'employment'
    )
GROUP BY living.household_id
ORDER BY living.household_id
