-- Households under the monitoring line.
-- One row a household. Reads linked.annual_income; yuan a person a year.
SELECT
    household_id,
    CAST(CAST(income_total / people_months AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($line_yuan AS DECIMAL(14,2)) AS threshold
FROM linked.annual_income
WHERE income_total < $line_yuan * people_months
ORDER BY household_id
