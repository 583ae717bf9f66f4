-- A year of what the households concerned got and spent, yuan; null where the extracts did not come.
-- One row a household and month. Reads linked.household_month, linked.concerned.
SELECT
    household_month.household_id, CAST(household_month.month AS DATE) AS month, household_month.income, household_month.medical_self_pay,
    household_month.education_cost
FROM linked.household_month AS household_month
JOIN linked.concerned AS concerned ON concerned.household_id = household_month.household_id
WHERE household_month.back <= 11
ORDER BY household_month.household_id, household_month.month
