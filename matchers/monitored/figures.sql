-- name: income_month
-- Income of the households concerned in each month that the annual income of half a year rests on; the people are today's.
-- One row a household and month received; back = 0 is the month itself. Yuan.
-- Reads linked.concerned, linked.household, linked.member, linked.amount, linked.income_span, linked.received.
CREATE OR REPLACE TABLE linked.income_month AS
WITH came AS (
    SELECT place.town, span.month, span.back
    FROM (
        SELECT DISTINCT household.town
        FROM linked.household AS household
        JOIN linked.concerned AS concerned ON concerned.household_id = household.household_id
    ) AS place
    CROSS JOIN linked.income_span AS span
    JOIN linked.received AS received ON received.month = span.month AND received.town IN ('', place.town)
    WHERE received.dataset IN ('employment', 'assistance')
    GROUP BY place.town, span.month, span.back
    HAVING count(DISTINCT received.dataset) = 2
),
amounts AS (
    SELECT member.household_id, amount.month, sum(amount.yuan) AS income
    FROM linked.member AS member
    JOIN linked.concerned AS concerned ON concerned.household_id = member.household_id
    JOIN linked.amount AS amount ON amount.person_id = member.person_id AND amount.measure IN ('wages', 'assistance')
    GROUP BY member.household_id, amount.month
)
SELECT household.household_id, came.back, CAST(coalesce(amounts.income, 0) AS DECIMAL(14,2)) AS income
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
JOIN came ON came.town = household.town
-- LEFT: a household with no row at all in a received month got nothing
LEFT JOIN amounts ON amounts.household_id = household.household_id AND amounts.month = came.month;

-- name: half_year
-- Net income a person a year of the households concerned, as of the month and each of the months before it.
-- One row a household whose last year's income is known, and month; income_total / people_months, exactly, as in
-- linked.annual_income. Reads linked.concerned, linked.household, linked.income_month, linked.income_span.
WITH as_of AS (
    SELECT month, back FROM linked.income_span WHERE back < $months
),
pairs AS (
    SELECT
        now.household_id, as_of.back,
        CAST(sum(now.income - before.income) AS DECIMAL(14,2)) AS difference,
        CAST(count(*) AS DECIMAL(4,0)) AS pair_count
    FROM as_of
    JOIN linked.income_month AS now ON now.back BETWEEN as_of.back AND as_of.back + 11
    JOIN linked.income_month AS before ON before.household_id = now.household_id AND before.back = now.back + 12
    GROUP BY now.household_id, as_of.back
    HAVING count(*) >= $least_pairs
)
SELECT
    household.household_id, CAST(as_of.month AS DATE) AS month,
    CAST(
        household.income_per_capita * coalesce(pairs.pair_count, 1) * household.size + 12 * coalesce(pairs.difference, 0) AS DECIMAL(20,2)
    ) AS income_total,
    CAST(coalesce(pairs.pair_count, 1) * household.size AS DECIMAL(8,0)) AS people_months
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
CROSS JOIN as_of
-- LEFT: too short a history leaves last year's income as it is
LEFT JOIN pairs ON pairs.household_id = household.household_id AND pairs.back = as_of.back
WHERE household.income_per_capita IS NOT NULL
ORDER BY household.household_id, as_of.month;

-- name: months
-- A year of what the households concerned got and spent, fen; null where the extracts did not come.
-- One row a household and month. Reads linked.household_month, linked.household, linked.concerned.
SELECT
    household.household_id, CAST(household_month.month AS DATE) AS month, CAST(household_month.income * 100 AS BIGINT) AS income,
    CAST(household_month.medical_self_pay * 100 AS BIGINT) AS medical_self_pay, CAST(household_month.education_cost * 100 AS BIGINT) AS education_cost
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
JOIN linked.household_month AS household_month ON household_month.home = household.home
WHERE household_month.back <= 11
ORDER BY household.household_id, household_month.month;

-- name: households
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
ORDER BY household.household_id;
