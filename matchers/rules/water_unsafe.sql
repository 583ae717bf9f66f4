-- Villages whose water fails or is not clean; `trouble` says in words which.
-- One row a village. Reads linked.water, linked.span, linked.household.
WITH seen AS (
    SELECT
        water.town, water.village, coalesce(water.outage_days, 0) AS days,
        CASE WHEN water.status IN ('停水', '季节性缺水') OR water.outage_days >= $outage_days THEN 1 ELSE 0 END AS is_dry,
        CASE WHEN water.quality = '不合格' THEN 1 ELSE 0 END AS is_foul
    FROM linked.water AS water
    JOIN linked.span AS span ON span.month = water.month AND span.back = 0
    WHERE EXISTS (SELECT 1 FROM linked.household AS household WHERE household.town = water.town)
),
failing AS (
    SELECT town, village, count(*) AS works, max(days) AS days, max(is_dry) AS is_dry, max(is_foul) AS is_foul
    FROM seen
    WHERE is_dry = 1 OR is_foul = 1
    GROUP BY town, village
)
SELECT
    town, village,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    works,
    CASE
        WHEN is_dry = 0 THEN '水质不合格'
        ELSE '停水、缺水'
            || CASE WHEN days > 0 THEN '（最长' || CAST(days AS VARCHAR) || '天）' ELSE '' END
            || CASE WHEN is_foul = 1 THEN '，水质不合格' ELSE '' END
    END AS trouble
FROM failing
ORDER BY town, village
