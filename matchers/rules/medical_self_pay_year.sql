-- Households whose self-pay of twelve months is large for their kind.
-- One row a household. Reads linked.usual, linked.household; yuan.
WITH judged AS (
    SELECT
        usual.household_id, usual.medical_of_year,
        CASE WHEN household.household_type = '一般农户' THEN $ordinary_yuan ELSE $other_yuan END AS threshold
    FROM linked.usual AS usual
    JOIN linked.household AS household ON household.household_id = usual.household_id
    WHERE usual.medical_now IS NOT NULL
)
SELECT
    household_id,
    medical_of_year AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(threshold AS DECIMAL(14,2)) AS threshold
FROM judged
WHERE medical_of_year >= threshold
ORDER BY household_id
