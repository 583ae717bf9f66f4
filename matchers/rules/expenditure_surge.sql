-- Households whose rigid expenditure this month is far above their own.
-- One row a household. Reads linked.usual; yuan. The baseline is the larger of mean and same month last year.
SELECT
    household_id,
    rigid_now AS value,
    CAST(greatest(CAST(rigid_sum / rigid_count AS DECIMAL(20,6)), rigid_last_year) AS DECIMAL(14,2)) AS baseline,
    CAST(greatest(CAST($ratio * rigid_sum / rigid_count AS DECIMAL(20,6)), $ratio * rigid_last_year, $floor_yuan) AS DECIMAL(14,2)) AS threshold
FROM linked.usual
WHERE rigid_now >= $floor_yuan
    AND rigid_count >= $least_months
    AND rigid_now * rigid_count >= $ratio * rigid_sum
    AND (rigid_last_year IS NULL OR rigid_now >= $ratio * rigid_last_year)
ORDER BY household_id
