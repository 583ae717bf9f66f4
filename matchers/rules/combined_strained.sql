-- Households whose income is well below and whose rigid expenditure is well above their own.
-- One row a household; value is what is missing and what is spent more, yuan a month. The baselines are those of 收入骤减 and 支出骤增; income is
-- unknown while a row of the month could be a member's. Reads linked.usual, linked.member, linked.pending, linked.span.
WITH usually AS (
    SELECT
        household_id, income_now, rigid_now,
        least(CAST(income_sum / income_count AS DECIMAL(20,6)), income_last_year) AS income,
        greatest(CAST(rigid_sum / rigid_count AS DECIMAL(20,6)), rigid_last_year) AS rigid
    FROM linked.usual
    WHERE income_count >= $least_months AND rigid_count >= $least_months AND rigid_now >= $floor_yuan
        AND income_now * income_count <= $ratio * income_sum
        AND income_sum - income_now * income_count >= $least_yuan * income_count
        AND (income_last_year IS NULL OR (income_now <= $ratio * income_last_year AND income_last_year - income_now >= $least_yuan))
        AND rigid_now * rigid_count >= $times * rigid_sum
        AND (rigid_last_year IS NULL OR rigid_now >= $times * rigid_last_year)
)
SELECT
    household_id,
    CAST(income - income_now + rigid_now - rigid AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    CAST(income - income_now AS DECIMAL(14,2)) AS less,
    CAST(rigid_now - rigid AS DECIMAL(14,2)) AS more
FROM usually
WHERE NOT EXISTS (
    SELECT 1
    FROM linked.member AS member
    JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset IN ('employment', 'assistance')
    JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
    WHERE member.household_id = usually.household_id
)
ORDER BY household_id
