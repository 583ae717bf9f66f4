-- The households concerned, with what a year's income and rigid expenditure come to.
-- One row a household; income_total / people_months is yuan a person a year, null where the roster has no income.
-- Reads linked.concerned, linked.household, linked.annual_income, linked.usual, linked.household_month, linked.living.
WITH spent AS (
    SELECT home, count(rigid_expenditure) AS rigid_months
    FROM linked.household_month
    WHERE back <= 11
    GROUP BY home
),
able AS (
    SELECT living.household_id, count(*) AS labour
    FROM linked.living AS living
    JOIN linked.concerned AS concerned ON concerned.household_id = living.household_id
    WHERE living.labour IN ('普通劳动力', '技能劳动力') AND living.age BETWEEN $age_from AND $age_to
    GROUP BY living.household_id
)
SELECT
    household.household_id, household.town, household.village, coalesce(household."group", '') AS "group", household.householder,
    coalesce(household.householder_number, '') AS householder_number, coalesce(household.phone, '') AS phone,
    coalesce(household.household_type, '') AS household_type, CAST(household.size AS INTEGER) AS size,
    coalesce(household.risk_cleared, '') AS risk_cleared,
    annual.income_total, annual.disposable_total, annual.people_months, usual.rigid_of_year, spent.rigid_months,
    coalesce(able.labour, 0) AS labour
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
JOIN linked.usual AS usual ON usual.household_id = household.household_id
JOIN spent ON spent.home = household.home
-- LEFT: the roster may not have last year's income
LEFT JOIN linked.annual_income AS annual ON annual.household_id = household.household_id
-- LEFT: nobody of the household may be able to work
LEFT JOIN able ON able.household_id = household.household_id
ORDER BY household.household_id
