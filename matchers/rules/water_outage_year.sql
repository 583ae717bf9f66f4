-- Villages of which a waterworks has given no water for many days of the year.
-- One row a village; value is the most days of its works, `works` which. Reads linked.water, linked.span, linked.household, linked.received_month.
WITH summed AS (
    SELECT water.town, water.village, coalesce(water.works, '') AS works, sum(coalesce(water.outage_days, 0)) AS days
    FROM linked.water AS water
    JOIN linked.span AS span ON span.month = water.month AND span.back <= 11
    JOIN linked.received_month AS received ON received.town = water.town AND received.dataset = 'water' AND received.back = span.back
    GROUP BY water.town, water.village, coalesce(water.works, '')
),
enough AS (
    SELECT town FROM linked.received_month WHERE dataset = 'water' AND back <= 11 GROUP BY town HAVING count(*) >= $least_months
),
worst AS (
    SELECT summed.*, row_number() OVER (PARTITION BY summed.town, summed.village ORDER BY summed.days DESC, summed.works) AS place
    FROM summed
    JOIN enough ON enough.town = summed.town
    WHERE summed.days > $days
)
SELECT
    town, village,
    CAST(days AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($days AS DECIMAL(14,2)) AS threshold,
    CASE WHEN works = '' THEN '村里' ELSE works END AS works
FROM worst
WHERE place = 1
ORDER BY town, village
