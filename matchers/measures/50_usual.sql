-- A household's own baseline: the received ones of the twelve months before, and the same month last year.
-- One row a household. Sums and counts stand apart so that rules compare by multiplication, not by rounded means.
-- Reads linked.household, linked.household_month.
CREATE OR REPLACE TABLE linked.usual AS
WITH summed AS (
    SELECT
        home,
        max(CASE WHEN back = 0 THEN rigid_expenditure END) AS rigid_now,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 1 AND 12 THEN rigid_expenditure END), 0) AS DECIMAL(14,2)) AS rigid_sum,
        CAST(count(CASE WHEN back BETWEEN 1 AND 12 THEN rigid_expenditure END) AS DECIMAL(4,0)) AS rigid_count,
        max(CASE WHEN back = 12 THEN rigid_expenditure END) AS rigid_last_year,
        CAST(coalesce(sum(CASE WHEN back BETWEEN 0 AND 11 THEN rigid_expenditure END), 0) AS DECIMAL(14,2)) AS rigid_of_year,
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
SELECT household.household_id, summed.*
FROM summed
JOIN linked.household AS household ON household.home = summed.home
