-- What a person spent and got in a month, yuan.
-- One row a joined row that tells of money, to be added up: a person and month have as many as they have such rows.
-- Reads linked.settlement, linked.student, linked.employment, linked.assistance.
CREATE OR REPLACE TABLE linked.person_month AS
SELECT
    person_id, month, self_pay AS medical_self_pay, CAST(0 AS DECIMAL(14,2)) AS education_cost, CAST(0 AS DECIMAL(14,2)) AS wages,
    CAST(0 AS DECIMAL(14,2)) AS assistance
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
