-- Households that paid much for inpatient care since January.
-- One row a household; the dead's bills count, those of months that did not come do not; yuan. Reads linked.bill, linked.member, linked.household,
-- linked.span, linked.received_month.
WITH spent AS (
    SELECT member.household_id, sum(bill.self_pay) AS paid, count(*) - count(bill.self_pay) AS unknown
    FROM linked.member AS member
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.span AS now ON now.back = 0
    JOIN linked.bill AS bill ON bill.person_id = member.person_id AND bill.back < month(now.month) AND bill.care = 'inpatient'
    JOIN linked.received_month AS received ON received.town = household.town AND received.dataset = 'settlement' AND received.back = bill.back
    GROUP BY member.household_id
),
judged AS (
    SELECT
        spent.household_id, spent.paid,
        CASE WHEN household.household_type = '一般农户' THEN $ordinary_yuan ELSE $other_yuan END AS threshold
    FROM spent
    JOIN linked.household AS household ON household.household_id = spent.household_id
    WHERE spent.unknown = 0
)
SELECT
    household_id,
    CAST(paid AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(threshold AS DECIMAL(14,2)) AS threshold
FROM judged
WHERE paid >= threshold
ORDER BY household_id
