-- Households of which somebody of working age earned wages not long ago, does not this month, and is in hospital or gravely ill.
-- One row a household; persons are the ill. Only months that came for its town count.
-- Reads linked.living, linked.household, linked.received_month, linked.employment, linked.bill, linked.disease, linked.span, linked.pending.
WITH here AS (
    SELECT living.household_id, living.person_id, living.age, received.dataset, received.month, received.back
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.received_month AS received ON received.town = household.town AND received.back <= 3
    WHERE living.age BETWEEN $age_from AND $age_to
),
worked AS (
    SELECT DISTINCT here.household_id, here.person_id, CASE WHEN here.back = 0 THEN 1 ELSE 0 END AS is_now
    FROM here
    JOIN linked.employment AS employment ON employment.person_id = here.person_id AND employment.month = here.month
    WHERE here.dataset = 'employment' AND employment.status IN ('务工', '公益性岗位', '灵活就业')
),
ill AS (
    SELECT here.person_id
    FROM here
    JOIN linked.bill AS bill ON bill.person_id = here.person_id AND bill.back = here.back AND bill.care = 'inpatient'
    WHERE here.dataset = 'settlement' AND here.back <= 1
    GROUP BY here.person_id
    HAVING sum(bill.self_pay) > 0
    UNION
    SELECT here.person_id
    FROM here
    JOIN linked.disease AS disease ON disease.person_id = here.person_id AND disease.month = here.month
    WHERE here.dataset = 'disease' AND here.back = 0 AND disease.kind = '大病' AND disease.status <> '已治愈'
)
SELECT
    before.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(before.person_id AS VARCHAR), ';' ORDER BY before.person_id) AS persons
FROM worked AS before
JOIN ill ON ill.person_id = before.person_id
WHERE before.is_now = 0
    AND NOT EXISTS (SELECT 1 FROM worked AS now WHERE now.person_id = before.person_id AND now.is_now = 1)
    AND NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE pending.person_id = before.person_id AND pending.dataset = 'employment'
    )
GROUP BY before.household_id
ORDER BY before.household_id
