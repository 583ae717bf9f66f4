-- Households not far above the line that pay much for care.
-- One row a household; `income` is a person's a year; yuan. Reads linked.usual, linked.household, linked.annual_income.
WITH judged AS (
    SELECT
        usual.household_id, usual.medical_of_year, annual.income_total, annual.people_months,
        CASE WHEN household.household_type = '一般农户' THEN $ordinary_yuan ELSE $other_yuan END AS threshold
    FROM linked.usual AS usual
    JOIN linked.household AS household ON household.household_id = usual.household_id
    JOIN linked.annual_income AS annual ON annual.household_id = usual.household_id
    WHERE usual.medical_now IS NOT NULL
)
SELECT
    household_id,
    medical_of_year AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(threshold AS DECIMAL(14,2)) AS threshold,
    CAST(CAST(income_total / people_months AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS income
FROM judged
WHERE medical_of_year >= threshold
    AND income_total >= $line_yuan * people_months AND income_total < $times * $line_yuan * people_months
ORDER BY household_id
