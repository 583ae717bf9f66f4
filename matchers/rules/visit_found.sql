-- Households where a cadre found trouble this month; the trouble is that of the latest such day.
-- One row a household; persons are those whom the visits name. Reads linked.member, linked.visit, linked.span.
WITH troubled AS (
    SELECT
        member.household_id, member.person_id, visit.visited_on, coalesce(visit.problem, '没有写明') AS problem,
        max(visit.visited_on) OVER (PARTITION BY member.household_id) AS latest_on
    FROM linked.member AS member
    JOIN linked.visit AS visit ON visit.person_id = member.person_id AND visit.has_found
    JOIN linked.span AS span ON span.month = visit.month AND span.back = 0
)
SELECT
    household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    max(visited_on) AS visited_on,
    string_agg(DISTINCT CASE WHEN visited_on = latest_on THEN problem END, '、' ORDER BY CASE WHEN visited_on = latest_on THEN problem END) AS problem,
    string_agg(DISTINCT CAST(person_id AS VARCHAR), ';' ORDER BY CAST(person_id AS VARCHAR)) AS persons
FROM troubled
GROUP BY household_id
ORDER BY household_id
