-- Households of which somebody is down as working away for wages, has had next to none for three months, and had more in the year.
-- One row a household; value is this month's wages, of several the lowest; persons are they; yuan a month. Reads linked.living, linked.household,
-- linked.employment, linked.span, linked.received_month.
WITH low_now AS (
    SELECT employment.person_id
    FROM linked.employment AS employment
    JOIN linked.span AS span ON span.month = employment.month AND span.back = 0
    GROUP BY employment.person_id
    HAVING max(CASE WHEN employment.status = '务工' THEN 1 ELSE 0 END) = 1 AND sum(employment.wage) < $floor_yuan
),
worked AS (
    SELECT
        living.household_id, living.person_id, span.back, sum(employment.wage) AS wages, count(*) - count(employment.wage) AS unknown,
        max(CASE WHEN employment.status = '务工' THEN 1 ELSE 0 END) AS is_away
    FROM low_now
    JOIN linked.living AS living ON living.person_id = low_now.person_id
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.employment AS employment ON employment.person_id = living.person_id
    JOIN linked.span AS span ON span.month = employment.month AND span.back <= 11
    JOIN linked.received_month AS received ON received.town = household.town AND received.dataset = 'employment' AND received.back = span.back
    GROUP BY living.household_id, living.person_id, span.back
),
low AS (
    SELECT household_id, person_id, max(CASE WHEN back = 0 THEN wages END) AS wages_now
    FROM worked
    GROUP BY household_id, person_id
    HAVING count(CASE WHEN back <= 2 AND is_away = 1 AND unknown = 0 AND wages < $floor_yuan THEN 1 END) = 3
        AND count(CASE WHEN back >= 3 AND wages >= $floor_yuan THEN 1 END) > 0
)
SELECT
    household_id,
    CAST(min(wages_now) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($floor_yuan AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(person_id AS VARCHAR), ';' ORDER BY person_id) AS persons
FROM low
GROUP BY household_id
ORDER BY household_id
