-- name: annual
-- How a household's annual income comes about.
-- One row, or none. Reads linked.annual_income, linked.household.
SELECT
    household.income_per_capita, annual.size, annual.rigid_of_year, annual.income_total, annual.disposable_total, annual.people_months
FROM linked.annual_income AS annual
JOIN linked.household AS household ON household.household_id = annual.household_id
WHERE annual.household_id = $household_id;

-- name: months
-- A household's measures in each month of the span, unknown where the extracts did not come.
-- One row a month, the latest first. Reads linked.household_month, linked.household.
SELECT
    measured.month, measured.back, measured.medical_self_pay, measured.education_cost, measured.rigid_expenditure, measured.wages,
    measured.assistance, measured.income
FROM linked.household_month AS measured
JOIN linked.household AS household ON household.home = measured.home
WHERE household.household_id = $household_id
ORDER BY measured.back;

-- name: came
-- Which datasets came for a household's town.
-- One row a month of the span and dataset. Reads linked.received_month, linked.household.
SELECT received.back, received.dataset
FROM linked.received_month AS received
JOIN linked.household AS household ON household.town = received.town
WHERE household.household_id = $household_id
ORDER BY received.back, received.dataset;
