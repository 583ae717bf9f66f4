-- Households whose income of half a year is well below that of the same months a year before.
-- One row a household; value and baseline are sums of the months received in both; income is unknown while a row could be a member's; yuan. Reads
-- linked.household, linked.household_month, linked.member, linked.pending, linked.span.
WITH pairs AS (
    SELECT now.home, sum(now.income) AS now_sum, sum(before.income) AS before_sum
    FROM linked.household_month AS now
    JOIN linked.household_month AS before ON before.home = now.home AND before.back = now.back + 12
    WHERE now.back <= 5 AND now.income IS NOT NULL AND before.income IS NOT NULL
    GROUP BY now.home
    HAVING count(*) >= $least_pairs
)
SELECT
    household.household_id,
    CAST(pairs.now_sum AS DECIMAL(14,2)) AS value,
    CAST(pairs.before_sum AS DECIMAL(14,2)) AS baseline,
    CAST($ratio * pairs.before_sum AS DECIMAL(14,2)) AS threshold
FROM pairs
JOIN linked.household AS household ON household.home = pairs.home
WHERE pairs.now_sum <= $ratio * pairs.before_sum AND pairs.before_sum - pairs.now_sum >= $least_yuan
    AND NOT EXISTS (
        SELECT 1
        FROM linked.member AS member
        JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset IN ('employment', 'assistance')
        JOIN linked.span AS span ON span.month = pending.month AND span.back <= 5
        WHERE member.household_id = household.household_id
    )
ORDER BY household.household_id
