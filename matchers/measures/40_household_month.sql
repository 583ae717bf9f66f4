-- What a household spent and got in each month of the span, yuan; unknown (null) where the extracts did not come.
-- One row a household and month of the span; back = 0 is the month itself. The people are those of the month evaluated;
-- `home` is the household's number within linked.household.
-- Reads linked.household, linked.member, linked.person_month, linked.received_month.
CREATE OR REPLACE TABLE linked.household_month AS
WITH amounts AS (
    SELECT
        member.home, person_month.month,
        sum(person_month.medical_self_pay) AS medical_self_pay, sum(person_month.education_cost) AS education_cost,
        sum(person_month.wages) AS wages, sum(person_month.assistance) AS assistance
    FROM linked.member AS member
    JOIN linked.person_month AS person_month ON person_month.person_id = member.person_id
    GROUP BY member.home, person_month.month
)
SELECT
    household.home, received.month, received.back,
    CASE WHEN received.settlement THEN CAST(coalesce(amounts.medical_self_pay, 0) AS DECIMAL(14,2)) END AS medical_self_pay,
    CASE WHEN received.student THEN CAST(coalesce(amounts.education_cost, 0) AS DECIMAL(14,2)) END AS education_cost,
    CASE WHEN received.settlement AND received.student
        THEN CAST(coalesce(amounts.medical_self_pay, 0) + coalesce(amounts.education_cost, 0) AS DECIMAL(14,2)) END AS rigid_expenditure,
    CASE WHEN received.employment THEN CAST(coalesce(amounts.wages, 0) AS DECIMAL(14,2)) END AS wages,
    CASE WHEN received.assistance THEN CAST(coalesce(amounts.assistance, 0) AS DECIMAL(14,2)) END AS assistance,
    CASE WHEN received.employment AND received.assistance
        THEN CAST(coalesce(amounts.wages, 0) + coalesce(amounts.assistance, 0) AS DECIMAL(14,2)) END AS income
FROM linked.household AS household
JOIN linked.received_month AS received ON received.town = household.town
-- LEFT: a household with no row at all in a received month spent and got nothing
LEFT JOIN amounts ON amounts.home = household.home AND amounts.month = received.month
