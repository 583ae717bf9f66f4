-- Households with a member who worked the month before and does not now.
-- One row a household; persons are the members. Reads linked.member, linked.employment, linked.span.
WITH states AS (
    SELECT
        employment.person_id,
        max(CASE WHEN span.back = 1 AND employment.status IN ('务工', '公益性岗位', '灵活就业') THEN 1 ELSE 0 END) AS worked_before,
        max(CASE WHEN span.back = 0 AND employment.status IN ('务工', '公益性岗位', '灵活就业') THEN 1 ELSE 0 END) AS works_now,
        max(CASE WHEN span.back = 0 AND employment.status IN ('失业', '返乡未就业') THEN 1 ELSE 0 END) AS lost
    FROM linked.employment AS employment
    JOIN linked.span AS span ON span.month = employment.month
    WHERE span.back <= 1
    GROUP BY employment.person_id
)
SELECT
    member.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(member.person_id AS VARCHAR), ';' ORDER BY member.person_id) AS persons
FROM linked.member AS member
JOIN states ON states.person_id = member.person_id
WHERE states.worked_before = 1 AND states.works_now = 0 AND states.lost = 1
GROUP BY member.household_id
ORDER BY member.household_id
