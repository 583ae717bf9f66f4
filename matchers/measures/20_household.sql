-- Households as of the month: size, kind, place and householder, as the householder's row has them.
-- One row a household. Reads linked.member.
CREATE OR REPLACE TABLE linked.household AS
WITH ranked AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY household_id) AS size,
        row_number() OVER (PARTITION BY household_id ORDER BY CASE WHEN relation = '户主' THEN 0 ELSE 1 END, part_id, "row", person_id) AS place,
        max(income_per_capita) OVER (PARTITION BY household_id) AS any_income
    FROM linked.member
)
SELECT
    household_id, home, town, village, "group", name AS householder, number AS householder_number, phone, household_type, risk_cleared,
    CAST(size AS DECIMAL(4,0)) AS size, coalesce(income_per_capita, any_income) AS income_per_capita, part_id, "row"
FROM ranked
WHERE place = 1
