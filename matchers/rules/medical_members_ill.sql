-- Households of which at least two paid much each for care in twelve months.
-- One row a household; value is what these paid together, `each` what each did at least; persons are they; yuan. Reads linked.bill, linked.living,
-- linked.household, linked.received_month.
WITH ill AS (
    SELECT
        living.household_id, living.person_id, sum(bill.self_pay) AS paid,
        max(CASE WHEN household.household_type = '一般农户' THEN $ordinary_yuan ELSE $other_yuan END) AS "each"
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.bill AS bill ON bill.person_id = living.person_id AND bill.back <= 11
    JOIN linked.received_month AS received ON received.town = household.town AND received.dataset = 'settlement' AND received.back = bill.back
    GROUP BY living.household_id, living.person_id
    HAVING count(*) = count(bill.self_pay)
)
SELECT
    household_id,
    CAST(sum(paid) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(2 * max("each") AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    CAST(max("each") AS DECIMAL(14,2)) AS "each",
    string_agg(CAST(person_id AS VARCHAR), ';' ORDER BY person_id) AS persons
FROM ill
WHERE paid >= "each"
GROUP BY household_id
HAVING count(*) >= 2
ORDER BY household_id
