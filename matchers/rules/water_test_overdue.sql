-- Villages whose last water test is too old.
-- One row a village; value is the age of the oldest test in months. Reads linked.water, linked.span, linked.household.
WITH tested AS (
    SELECT
        water.town, water.village,
        max((year(span.month) - year(water.tested_on)) * 12 + month(span.month) - month(water.tested_on)) AS age_months
    FROM linked.water AS water
    JOIN linked.span AS span ON span.month = water.month AND span.back = 0
    GROUP BY water.town, water.village
)
SELECT
    town, village,
    CAST(age_months AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($months AS DECIMAL(14,2)) AS threshold
FROM tested
WHERE age_months > $months
    AND EXISTS (SELECT 1 FROM linked.household AS household WHERE household.town = tested.town)
ORDER BY town, village
