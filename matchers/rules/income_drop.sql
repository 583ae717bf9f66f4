-- Households whose income this month is far below their own.
-- One row a household. Reads linked.usual; yuan. The baseline is the smaller of mean and same month last year.
SELECT
    household_id,
    income_now AS value,
    CAST(least(income_sum / income_count, coalesce(income_last_year, income_sum / income_count)) AS DECIMAL(14,2)) AS baseline,
    CAST($ratio * least(income_sum / income_count, coalesce(income_last_year, income_sum / income_count)) AS DECIMAL(14,2)) AS threshold
FROM linked.usual
WHERE income_count >= $least_months
    AND income_now * income_count <= $ratio * income_sum
    AND income_sum - income_now * income_count >= $least_yuan * income_count
    AND (income_last_year IS NULL OR (income_now <= $ratio * income_last_year AND income_last_year - income_now >= $least_yuan))
ORDER BY household_id
