-- Households that lack several guarantees at once, a village's water counting for all who live there.
-- One row a household; value is how many, `items` which. Reads linked.holding, linked.household.
WITH guarantee AS (
    SELECT household_id, indicator, lacking FROM linked.holding WHERE is_guarantee AND household_id <> ''
    UNION
    SELECT household.household_id, holding.indicator, holding.lacking
    FROM linked.holding AS holding
    JOIN linked.household AS household ON household.town = holding.town AND household.village = holding.village
    WHERE holding.is_guarantee AND holding.household_id = ''
)
SELECT
    household_id,
    CAST(count(*) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($least AS DECIMAL(14,2)) AS threshold,
    string_agg(lacking, '、' ORDER BY indicator) AS items
FROM guarantee
GROUP BY household_id
HAVING count(*) >= $least
ORDER BY household_id
