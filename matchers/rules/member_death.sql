-- Households that lost a member of working age this month.
-- One row a household; persons are the dead. Reads linked.member, linked.death, linked.span.
WITH dead AS (
    SELECT
        member.household_id, member.person_id,
        year(death.died_on) - year(member.birth)
            - CASE WHEN month(death.died_on) * 100 + day(death.died_on) < month(member.birth) * 100 + day(member.birth) THEN 1 ELSE 0 END AS age
    FROM linked.member AS member
    JOIN linked.death AS death ON death.person_id = member.person_id
    JOIN linked.span AS span ON span.back = 0
        AND year(span.month) = year(death.died_on) AND month(span.month) = month(death.died_on)
)
SELECT
    household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(person_id AS VARCHAR), ';' ORDER BY person_id) AS persons
FROM dead
WHERE age BETWEEN $age_from AND $age_to
GROUP BY household_id
ORDER BY household_id
