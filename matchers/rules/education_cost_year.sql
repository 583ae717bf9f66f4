-- Households that have paid much for schooling in the school year, from September on.
-- One row a household; yuan. Reads linked.household, linked.household_month, linked.span.
WITH spent AS (
    SELECT
        household.household_id, sum(spent.education_cost) AS cost,
        max(CASE WHEN household.household_type = '一般农户' THEN $ordinary_yuan ELSE $other_yuan END) AS threshold
    FROM linked.household AS household
    JOIN linked.span AS now ON now.back = 0
    JOIN linked.household_month AS spent ON spent.home = household.home AND spent.back <= (month(now.month) + 3) % 12
    GROUP BY household.household_id
)
SELECT
    household_id,
    CAST(cost AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(threshold AS DECIMAL(14,2)) AS threshold
FROM spent
WHERE cost > threshold
ORDER BY household_id
