-- Households in which nobody can work, without 低保 or 特困供养, and not far above the line.
-- One row a household; yuan a person a year. Reads linked.annual_income, linked.household,
-- linked.covered, linked.living, linked.pending, linked.span.
WITH home AS (
    SELECT household_id
    FROM linked.living
    GROUP BY household_id
    HAVING min(CASE WHEN labour IN ('无劳动力', '丧失劳动力') THEN 1 ELSE 0 END) = 1
),
poor AS (
    SELECT
        annual.household_id, annual.income_total, annual.people_months,
        CAST(CASE WHEN household.household_type = '一般农户' THEN $ordinary_times ELSE $other_times END * $line_yuan AS DECIMAL(14,2)) AS threshold
    FROM linked.annual_income AS annual
    JOIN linked.household AS household ON household.household_id = annual.household_id
)
SELECT
    poor.household_id,
    CAST(CAST(poor.income_total / poor.people_months AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    poor.threshold
FROM home
JOIN poor ON poor.household_id = home.household_id
WHERE poor.income_total < poor.threshold * poor.people_months
    AND NOT EXISTS (SELECT 1 FROM linked.covered AS covered WHERE covered.household_id = home.household_id)
    AND NOT EXISTS (
        SELECT 1
        FROM linked.living AS living
        JOIN linked.pending AS pending ON pending.person_id = living.person_id AND pending.dataset = 'assistance'
        JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE living.household_id = home.household_id
    )
ORDER BY poor.household_id
