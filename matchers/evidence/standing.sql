-- How a household stands to the monitoring line: under it before or after rigid expenditure; under so many times it.
-- One row a household whose income is known. Reads linked.annual_income.
SELECT
    household_id,
    income_total < $line_yuan * people_months OR disposable_total < $line_yuan * people_months AS is_under,
    income_total < $yellow_yuan * people_months AS is_near
FROM linked.annual_income
ORDER BY household_id
