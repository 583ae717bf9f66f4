-- How a household's annual income comes about.
-- One row, or none. Reads linked.annual_income, linked.household.
SELECT
    household.income_per_capita, annual.size, annual.rigid_of_year, annual.income_total, annual.disposable_total, annual.people_months
FROM linked.annual_income AS annual
JOIN linked.household AS household ON household.household_id = annual.household_id
WHERE annual.household_id = $household_id
