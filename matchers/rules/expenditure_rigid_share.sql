-- Households not under the line whose rigid expenditure of twelve months is a large share of their year's income.
-- One row a household; value and threshold are the household's, `percent` is the share spent; yuan. Reads linked.usual, linked.household,
-- linked.annual_income.
WITH judged AS (
    SELECT
        usual.household_id, usual.rigid_of_year AS spent, annual.people_months, annual.income_total * annual.size AS income,
        CASE WHEN household.household_type = '一般农户' THEN $ordinary_share ELSE $other_share END AS share
    FROM linked.usual AS usual
    JOIN linked.household AS household ON household.household_id = usual.household_id
    JOIN linked.annual_income AS annual ON annual.household_id = usual.household_id
    WHERE usual.rigid_now IS NOT NULL AND usual.rigid_months >= $least_months AND usual.rigid_of_year >= $floor_yuan
        AND annual.income_total >= $line_yuan * annual.people_months
)
SELECT
    household_id,
    spent AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(CAST(share * income / people_months AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS threshold,
    CAST(CAST(100 * spent * people_months / income AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS percent
FROM judged
WHERE spent * people_months > share * income
ORDER BY household_id
