-- What a person spent and got in a month, yuan.
-- One row a person and month with anything at all. Reads linked.settlement, linked.student, linked.employment, linked.assistance.
CREATE OR REPLACE TABLE linked.person_month AS
SELECT
    person_id, month,
    CAST(sum(medical_self_pay) AS DECIMAL(14,2)) AS medical_self_pay,
    CAST(sum(education_cost) AS DECIMAL(14,2)) AS education_cost,
    CAST(sum(wages) AS DECIMAL(14,2)) AS wages,
    CAST(sum(assistance) AS DECIMAL(14,2)) AS assistance
FROM (
    SELECT person_id, month, self_pay AS medical_self_pay, 0 AS education_cost, 0 AS wages, 0 AS assistance
    FROM linked.settlement
    UNION ALL
    SELECT person_id, month, 0, greatest(tuition + boarding - aid, 0), 0, 0
    FROM linked.student
    UNION ALL
    SELECT person_id, month, 0, 0, wage, 0
    FROM linked.employment
    UNION ALL
    SELECT person_id, month, 0, 0, 0, CASE WHEN status = '享受' THEN amount ELSE 0 END
    FROM linked.assistance
) AS amounts
GROUP BY person_id, month
