-- Households that did not get, months after they were due, the returns of their shares and projects; a file without 实得收益 does not tell.
-- One row a household; persons are whose shares they are; yuan. Reads linked.member, linked.industry, linked.span, linked.part.
WITH owed AS (
    SELECT member.household_id, member.person_id, industry.project, industry.due - industry.paid AS amount
    FROM linked.member AS member
    JOIN linked.industry AS industry ON industry.person_id = member.person_id
    JOIN linked.span AS span ON span.month = industry.month AND span.back = 0
    JOIN linked.part AS part ON part.part_id = industry.part_id AND coalesce(part.absent, '') NOT LIKE '%"paid"%'
    WHERE industry.due > industry.paid
        AND (year(span.month) - year(industry.due_on)) * 12 + month(span.month) - month(industry.due_on) >= $months
)
SELECT
    household_id,
    CAST(sum(amount) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($floor AS DECIMAL(14,2)) AS threshold,
    string_agg(DISTINCT project, '、' ORDER BY project) AS project,
    CAST($months AS DECIMAL(14,2)) AS months,
    string_agg(DISTINCT CAST(person_id AS VARCHAR), ';' ORDER BY CAST(person_id AS VARCHAR)) AS persons
FROM owed
GROUP BY household_id
HAVING sum(amount) >= $floor
ORDER BY household_id
