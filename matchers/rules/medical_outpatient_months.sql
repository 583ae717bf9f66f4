-- Households that paid much for outpatient care in each of three months.
-- One row a household; value is the sum of the three, `floor` that of each; the dead's bills count; yuan. Reads linked.bill, linked.member.
WITH month AS (
    SELECT member.household_id, bill.back, sum(bill.self_pay) AS paid, count(*) - count(bill.self_pay) AS unknown
    FROM linked.member AS member
    JOIN linked.bill AS bill ON bill.person_id = member.person_id AND bill.back <= 2 AND bill.care IN ('chronic', 'outpatient')
    GROUP BY member.household_id, bill.back
)
SELECT
    household_id,
    CAST(sum(paid) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(3 * $floor_yuan AS DECIMAL(14,2)) AS threshold,
    CAST($floor_yuan AS DECIMAL(14,2)) AS "floor"
FROM month
WHERE paid >= $floor_yuan AND unknown = 0
GROUP BY household_id
HAVING count(*) = 3
ORDER BY household_id
