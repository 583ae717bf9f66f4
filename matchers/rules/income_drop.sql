-- Households whose income this month is far below their own.
-- One row a household; its income is unknown while a row of the month could be a member's. The baseline is the smaller of mean and
-- same month last year; yuan. Reads linked.usual, linked.member, linked.pending, linked.span.
SELECT
    household_id,
    income_now AS value,
    CAST(least(CAST(income_sum / income_count AS DECIMAL(20,6)), income_last_year) AS DECIMAL(14,2)) AS baseline,
    CAST(least(CAST($ratio * income_sum / income_count AS DECIMAL(20,6)), $ratio * income_last_year) AS DECIMAL(14,2)) AS threshold
FROM linked.usual AS usual
WHERE income_count >= $least_months
    AND income_now * income_count <= $ratio * income_sum
    AND income_sum - income_now * income_count >= $least_yuan * income_count
    AND (income_last_year IS NULL OR (income_now <= $ratio * income_last_year AND income_last_year - income_now >= $least_yuan))
    AND NOT EXISTS (
        SELECT 1
        FROM linked.member AS member
        JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset IN ('employment', 'assistance')
        JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE member.household_id = usual.household_id
    )
ORDER BY household_id
