-- Households with loans overdue for longer than a clerk's delay.
-- One row a household; persons are the borrowers, kinds those of their loans; yuan. Reads linked.member, linked.loan, linked.span.
WITH overdue AS (
    SELECT
        member.household_id, member.person_id, loan.overdue_amount, CASE WHEN loan.kind = '其他' THEN '其他贷款' ELSE loan.kind END AS kind
    FROM linked.member AS member
    JOIN linked.loan AS loan ON loan.person_id = member.person_id
    JOIN linked.span AS span ON span.month = loan.month AND span.back = 0
    WHERE loan.overdue_days >= $days AND loan.overdue_amount > 0
)
SELECT
    household_id,
    CAST(sum(overdue_amount) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    string_agg(DISTINCT kind, '、' ORDER BY kind) AS kinds,
    string_agg(DISTINCT CAST(person_id AS VARCHAR), ';' ORDER BY CAST(person_id AS VARCHAR)) AS persons
FROM overdue
GROUP BY household_id
ORDER BY household_id
