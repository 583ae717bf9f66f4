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
