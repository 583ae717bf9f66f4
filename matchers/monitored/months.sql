-- A year of what the households concerned got and spent, yuan; null where the extracts did not come.
-- One row a household and month. Reads linked.household_month, linked.household, linked.concerned.
SELECT
    household.household_id, CAST(household_month.month AS DATE) AS month, household_month.income, household_month.medical_self_pay,
    household_month.education_cost
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
JOIN linked.household_month AS household_month ON household_month.home = household.home
WHERE household_month.back <= 11
ORDER BY household.household_id, household_month.month
