-- Villages whose water fails or is not clean.
-- One row a village. Reads linked.water, linked.span, linked.household.
SELECT
    water.town, water.village,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS works,
    max(coalesce(water.outage_days, 0)) AS days
FROM linked.water AS water
JOIN linked.span AS span ON span.month = water.month AND span.back = 0
WHERE (water.status IN ('停水', '季节性缺水') OR water.outage_days >= $outage_days OR water.quality = '不合格')
    AND EXISTS (SELECT 1 FROM linked.household AS household WHERE household.town = water.town)
GROUP BY water.town, water.village
ORDER BY water.town, water.village
