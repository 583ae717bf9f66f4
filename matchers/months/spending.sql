-- name: marks
-- What linked.spent_month rests on in a month: what came, all amounts, and who lives with whom where.
-- One row a month of the reach. Reads linked.reach, linked.received, linked.amount, linked.member, linked.household.
WITH came AS (
    SELECT month, string_agg(dataset || ' ' || town, ';' ORDER BY dataset, town) AS received
    FROM linked.received
    WHERE dataset IN ('settlement', 'student', 'employment', 'assistance')
    GROUP BY month
),
told AS (
    SELECT month, count(*) AS row_count, sum(CAST(hash(measure, person_id, yuan) AS DECIMAL(38,0))) AS digest FROM linked.amount GROUP BY month
),
people AS (SELECT count(*) AS row_count, sum(CAST(hash(home, person_id) AS DECIMAL(38,0))) AS digest FROM linked.member),
homes AS (SELECT count(*) AS row_count, sum(CAST(hash(home, town) AS DECIMAL(38,0))) AS digest FROM linked.household)
SELECT
    CAST(reach.month AS DATE) AS month,
    concat_ws(' ', people.row_count, people.digest, homes.row_count, homes.digest, told.row_count, told.digest, came.received) AS mark
FROM linked.reach AS reach
CROSS JOIN people
CROSS JOIN homes
-- LEFT: of a month nothing may have come, or nothing that tells of money
LEFT JOIN came ON came.month = reach.month
LEFT JOIN told ON told.month = reach.month
ORDER BY reach.month;

-- name: spent_month
-- What a household spent and got in each month that is made anew, yuan; unknown (null) where the extracts did not come, or do not tell it.
-- One row a household and month. The people are those of linked.member; `home` is the household's number within linked.household.
-- Reads linked.household, linked.member, linked.amount, linked.renewed_month, linked.received.
CREATE OR REPLACE TABLE linked.{table} AS
WITH came AS (
    SELECT
        place.town, reach.month,
        coalesce(max(CASE WHEN received.dataset = 'settlement' THEN 1 END), 0) = 1 AS settlement,
        coalesce(max(CASE WHEN received.dataset = 'student' THEN 1 END), 0) = 1 AS student,
        coalesce(max(CASE WHEN received.dataset = 'employment' THEN 1 END), 0) = 1 AS employment,
        coalesce(max(CASE WHEN received.dataset = 'assistance' THEN 1 END), 0) = 1 AS assistance
    FROM (SELECT DISTINCT town FROM linked.household) AS place
    CROSS JOIN linked.renewed_month AS reach
    -- LEFT: a month of which nothing came is there too, all false
    LEFT JOIN linked.received AS received ON received.month = reach.month AND received.town IN ('', place.town)
    GROUP BY place.town, reach.month
),
amounts AS (
    SELECT
        member.home, amount.month,
        sum(CASE WHEN amount.measure = 'medical_self_pay' THEN amount.yuan ELSE 0 END) AS medical_self_pay,
        sum(CASE WHEN amount.measure = 'education_cost' THEN amount.yuan ELSE 0 END) AS education_cost,
        sum(CASE WHEN amount.measure = 'wages' THEN amount.yuan ELSE 0 END) AS wages,
        sum(CASE WHEN amount.measure = 'assistance' THEN amount.yuan ELSE 0 END) AS assistance,
        max(CASE WHEN amount.measure = 'medical_self_pay' AND amount.yuan IS NULL THEN 1 ELSE 0 END) = 1 AS has_unknown_self_pay,
        max(CASE WHEN amount.measure = 'education_cost' AND amount.yuan IS NULL THEN 1 ELSE 0 END) = 1 AS has_unknown_cost,
        max(CASE WHEN amount.measure = 'wages' AND amount.yuan IS NULL THEN 1 ELSE 0 END) = 1 AS has_unknown_wages,
        max(CASE WHEN amount.measure = 'assistance' AND amount.yuan IS NULL THEN 1 ELSE 0 END) = 1 AS has_unknown_assistance
    FROM linked.member AS member
    JOIN linked.amount AS amount ON amount.person_id = member.person_id
    JOIN linked.renewed_month AS reach ON reach.month = amount.month
    GROUP BY member.home, amount.month
)
SELECT
    known.home, known.month, known.medical_self_pay, known.education_cost,
    CAST(known.medical_self_pay + known.education_cost AS DECIMAL(14,2)) AS rigid_expenditure, known.wages, known.assistance,
    CAST(known.wages + known.assistance AS DECIMAL(14,2)) AS income
FROM (
    SELECT
        household.home, received.month,
        CASE WHEN received.settlement AND NOT coalesce(amounts.has_unknown_self_pay, false)
            THEN CAST(coalesce(amounts.medical_self_pay, 0) AS DECIMAL(14,2)) END AS medical_self_pay,
        CASE WHEN received.student AND NOT coalesce(amounts.has_unknown_cost, false)
            THEN CAST(coalesce(amounts.education_cost, 0) AS DECIMAL(14,2)) END AS education_cost,
        CASE WHEN received.employment AND NOT coalesce(amounts.has_unknown_wages, false)
            THEN CAST(coalesce(amounts.wages, 0) AS DECIMAL(14,2)) END AS wages,
        CASE WHEN received.assistance AND NOT coalesce(amounts.has_unknown_assistance, false)
            THEN CAST(coalesce(amounts.assistance, 0) AS DECIMAL(14,2)) END AS assistance
    FROM linked.household AS household
    JOIN came AS received ON received.town = household.town
    -- LEFT: a household with no row at all in a received month spent and got nothing
    LEFT JOIN amounts ON amounts.home = household.home AND amounts.month = received.month
) AS known;

-- name: marks_of_span
-- What the months rest on that a year's figures as of the month measured are made of.
-- One row a month. Reads linked.month_mark, linked.span.
SELECT made.month, made.mark
FROM linked.month_mark AS made
JOIN linked.span AS span ON span.month = made.month
WHERE made.made = 'spent_month'
ORDER BY made.month;

-- name: other_months
-- Months of which the baselines are kept beside those from $first to $last.
-- One row a month. Reads linked.usual_of.
SELECT DISTINCT month FROM linked.usual_of WHERE month NOT BETWEEN $first AND $last ORDER BY month;

-- name: no_usual
-- A month's baselines are made anew.
-- Reads linked.usual_of.
DELETE FROM linked.usual_of WHERE month = $month;

-- name: no_annual_income
-- A month's incomes are made anew.
-- Reads linked.annual_income_of.
DELETE FROM linked.annual_income_of WHERE month = $month;

-- name: usual_of
-- A household's own baseline: the received ones of the twelve months before, and the same month last year, as of $month.
-- One row a household. Sums and counts stand apart so that rules compare by multiplication, not by rounded means.
-- Reads linked.household, linked.household_month.
INSERT INTO linked.usual_of
WITH summed AS (
    SELECT
        home,
        max(CASE WHEN back = 0 THEN rigid_expenditure END) AS rigid_now,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 1 AND 12 THEN rigid_expenditure END), 0) AS DECIMAL(14,2)) AS rigid_sum,
        CAST(count(CASE WHEN back BETWEEN 1 AND 12 THEN rigid_expenditure END) AS DECIMAL(4,0)) AS rigid_count,
        max(CASE WHEN back = 12 THEN rigid_expenditure END) AS rigid_last_year,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 0 AND 11 THEN rigid_expenditure END), 0) AS DECIMAL(14,2)) AS rigid_of_year,
        CAST(count(CASE WHEN back BETWEEN 0 AND 11 THEN rigid_expenditure END) AS DECIMAL(4,0)) AS rigid_months,
        max(CASE WHEN back = 0 THEN medical_self_pay END) AS medical_now,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 0 AND 11 THEN medical_self_pay END), 0) AS DECIMAL(14,2)) AS medical_of_year,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 0 AND 11 THEN education_cost END), 0) AS DECIMAL(14,2)) AS education_of_year,
        max(CASE WHEN back = 0 THEN income END) AS income_now,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 1 AND 12 THEN income END), 0) AS DECIMAL(14,2)) AS income_sum,
        CAST(count(CASE WHEN back BETWEEN 1 AND 12 THEN income END) AS DECIMAL(4,0)) AS income_count,
        max(CASE WHEN back = 12 THEN income END) AS income_last_year
    FROM linked.household_month
    GROUP BY home
)
SELECT CAST($month AS DATE) AS month, household.household_id, summed.*
FROM summed
JOIN linked.household AS household ON household.home = summed.home;

-- name: annual_income_of
-- Net income a person a year, carried on from last year's by what wages and assistance changed since.
-- One row a household whose last year's income is known. annual_income = income_total / people_months, exactly;
-- pairs are months of the last twelve received together with the same month a year before.
-- Reads linked.household, linked.household_month, linked.usual_of.
INSERT INTO linked.annual_income_of
WITH pairs AS (
    SELECT
        now.home,
        CAST(sum(now.income - before.income) AS DECIMAL(14,2)) AS difference,
        CAST(count(*) AS DECIMAL(4,0)) AS pair_count
    FROM linked.household_month AS now
    JOIN linked.household_month AS before ON before.home = now.home AND before.back = now.back + 12
    WHERE now.back <= 11 AND now.income IS NOT NULL AND before.income IS NOT NULL
    GROUP BY now.home
),
carried AS (
    SELECT
        household.household_id, household.size, household.income_per_capita, usual.rigid_of_year,
        CASE WHEN pairs.pair_count >= $least_pairs THEN pairs.difference ELSE 0 END AS difference,
        CASE WHEN pairs.pair_count >= $least_pairs THEN pairs.pair_count ELSE 1 END AS pair_count
    FROM linked.household AS household
    JOIN linked.usual_of AS usual ON usual.home = household.home AND usual.month = CAST($month AS DATE)
    -- LEFT: too short a history leaves last year's income as it is
    LEFT JOIN pairs ON pairs.home = household.home
    WHERE household.income_per_capita IS NOT NULL
)
SELECT
    CAST($month AS DATE) AS month, household_id, size, rigid_of_year,
    CAST(income_per_capita * pair_count * size + 12 * difference AS DECIMAL(20,2)) AS income_total,
    CAST(income_per_capita * pair_count * size + 12 * difference - rigid_of_year * pair_count AS DECIMAL(20,2)) AS disposable_total,
    CAST(pair_count * size AS DECIMAL(8,0)) AS people_months
FROM carried;
