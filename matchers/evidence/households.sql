-- Households of the month, as lists show them; columns as in reports.contents.Household.
-- One row a household. Reads linked.household.
SELECT
    household_id, town, village, coalesce("group", '') AS "group", householder, coalesce(householder_number, '') AS householder_number,
    coalesce(phone, '') AS phone, household_type, CAST(size AS INTEGER) AS size,
    coalesce(risk_cleared, '') AS risk_cleared
FROM linked.household
ORDER BY household_id
