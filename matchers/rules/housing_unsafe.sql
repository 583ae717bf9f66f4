-- Households whose only house is of grade C or D and not made safe.
-- One row a household; persons are the householders. Reads linked.member, linked.house, linked.span.
SELECT
    member.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    max(house.grade) AS grade,
    string_agg(DISTINCT CAST(member.person_id AS VARCHAR), ';' ORDER BY CAST(member.person_id AS VARCHAR)) AS persons
FROM linked.member AS member
JOIN linked.house AS house ON house.person_id = member.person_id
JOIN linked.span AS span ON span.month = house.month AND span.back = 0
WHERE house.grade IN ('C', 'D') AND house.sole = '是' AND house.renovation <> '已竣工'
GROUP BY member.household_id
ORDER BY member.household_id
