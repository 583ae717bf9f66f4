-- Households whose wages have been well below those of the year before, three months running.
-- One row a household; value is the mean of the three, baseline that of the months before; wages are unknown while a row could be a member's; yuan
-- a month. Reads linked.household, linked.household_month, linked.member, linked.pending, linked.span.
WITH wages AS (
    SELECT
        home,
        sum(CASE WHEN back <= 2 THEN wages END) AS now_sum,
        max(CASE WHEN back <= 2 THEN wages END) AS now_most,
        count(CASE WHEN back <= 2 THEN wages END) AS now_count,
        sum(CASE WHEN back BETWEEN 3 AND 14 THEN wages END) AS before_sum,
        CAST(count(CASE WHEN back BETWEEN 3 AND 14 THEN wages END) AS DECIMAL(4,0)) AS before_count
    FROM linked.household_month
    WHERE back <= 14
    GROUP BY home
)
SELECT
    household.household_id,
    CAST(CAST(wages.now_sum / 3 AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS value,
    CAST(CAST(wages.before_sum / wages.before_count AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS baseline,
    CAST(CAST($ratio * wages.before_sum / wages.before_count AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS threshold
FROM wages
JOIN linked.household AS household ON household.home = wages.home
WHERE wages.now_count = 3 AND wages.before_count >= $least_months
    AND wages.now_most * wages.before_count <= $ratio * wages.before_sum
    AND wages.before_sum - wages.now_most * wages.before_count >= $least_yuan * wages.before_count
    AND NOT EXISTS (
        SELECT 1
        FROM linked.member AS member
        JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset = 'employment'
        JOIN linked.span AS span ON span.month = pending.month AND span.back <= 2
        WHERE member.household_id = household.household_id
    )
ORDER BY household.household_id
