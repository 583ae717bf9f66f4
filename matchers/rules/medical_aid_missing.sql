-- Households in care or monitored of which somebody paid much in hospital this month and no 医疗救助 paid with him.
-- One row a household; only bills of files that tell of 医疗救助; persons are they; yuan. Reads linked.bill, linked.living, linked.household,
-- linked.covered, linked.monitored_kind.
WITH entitled AS (
    SELECT household_id FROM linked.covered
    UNION
    SELECT household.household_id
    FROM linked.household AS household
    JOIN linked.monitored_kind AS monitored ON monitored.kind = household.household_type
    WHERE coalesce(household.risk_cleared, '') <> '是'
),
unaided AS (
    SELECT living.household_id, living.person_id, sum(bill.self_pay) AS paid
    FROM entitled
    JOIN linked.living AS living ON living.household_id = entitled.household_id
    JOIN linked.bill AS bill ON bill.person_id = living.person_id AND bill.back = 0 AND bill.care = 'inpatient' AND bill.tells_aid
    GROUP BY living.household_id, living.person_id
    HAVING sum(bill.self_pay) >= $floor_yuan AND count(*) = count(bill.medical_aid) AND sum(bill.medical_aid) = 0
)
SELECT
    household_id,
    CAST(sum(paid) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($floor_yuan AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(person_id AS VARCHAR), ';' ORDER BY person_id) AS persons
FROM unaided
GROUP BY household_id
ORDER BY household_id
