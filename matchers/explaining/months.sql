-- A household's measures in each month of the span, unknown where the extracts did not come, and which of them did.
-- One row a month, the latest first. Reads linked.household_month, linked.household, linked.received_month.
SELECT
    measured.month, measured.back, measured.medical_self_pay, measured.education_cost, measured.rigid_expenditure, measured.wages,
    measured.assistance, measured.income, received.settlement, received.student, received.employment, received.assistance AS benefits
FROM linked.household_month AS measured
JOIN linked.household AS household ON household.home = measured.home
JOIN linked.received_month AS received ON received.town = household.town AND received.month = measured.month
WHERE household.household_id = $household_id
ORDER BY measured.back
