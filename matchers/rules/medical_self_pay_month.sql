-- Households with a large self-pay this month.
-- One row a household. Reads linked.usual; yuan.
SELECT
    household_id,
    medical_now AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($floor_yuan AS DECIMAL(14,2)) AS threshold
FROM linked.usual
WHERE medical_now >= $floor_yuan
ORDER BY household_id
