-- Households of which somebody with a registered lasting illness paid much as an outpatient in half a year, never at the rate for such illnesses.
-- One row a household; value is what they paid together; persons are they; yuan. Reads linked.living, linked.household, linked.disease, linked.bill,
-- linked.span, linked.received_month, linked.pending.
WITH came AS (
    SELECT town, back FROM linked.received_month WHERE dataset = 'settlement' AND back < $span
),
enough AS (
    SELECT town FROM came GROUP BY town HAVING count(*) >= $least_months
),
ill AS (
    SELECT DISTINCT living.household_id, living.person_id, household.town
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN enough ON enough.town = household.town
    JOIN linked.disease AS disease ON disease.person_id = living.person_id AND disease.kind = '慢性病'
    JOIN linked.span AS span ON span.month = disease.month AND span.back = 0
),
unaided AS (
    SELECT ill.household_id, ill.person_id, sum(bill.self_pay) AS paid
    FROM ill
    JOIN came ON came.town = ill.town
    JOIN linked.bill AS bill ON bill.person_id = ill.person_id AND bill.back = came.back AND bill.care IN ('chronic', 'outpatient')
    WHERE NOT EXISTS (
        SELECT 1
        FROM linked.pending AS pending
        JOIN linked.span AS span ON span.month = pending.month
        JOIN came AS of_month ON of_month.back = span.back
        WHERE pending.person_id = ill.person_id AND pending.dataset = 'settlement' AND of_month.town = ill.town
    )
    GROUP BY ill.household_id, ill.person_id
    HAVING sum(bill.self_pay) >= $floor_yuan AND count(*) = count(bill.self_pay) AND max(CASE WHEN bill.care = 'chronic' THEN 1 ELSE 0 END) = 0
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
