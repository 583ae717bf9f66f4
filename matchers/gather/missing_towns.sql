-- Towns that a dataset did not come for in a month, where it came for others.
-- One row a dataset and town. Reads linked.received, linked.household.
SELECT came.dataset, place.town
FROM (SELECT DISTINCT dataset FROM linked.received WHERE month = $month) AS came
CROSS JOIN (SELECT DISTINCT town FROM linked.household) AS place
WHERE NOT EXISTS (
    SELECT 1 FROM linked.received AS received
    WHERE received.dataset = came.dataset AND received.month = $month AND received.town IN ('', place.town)
)
ORDER BY came.dataset, place.town
