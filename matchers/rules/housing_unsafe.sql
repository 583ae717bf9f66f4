-- Households whose only house is of grade C or D and not made safe; where the list does not tell whether it is the only one, too.
-- One row a household; persons are the householders. Reads linked.member, linked.house, linked.span.
SELECT
    member.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    max(house.grade) AS grade,
    CASE WHEN min(coalesce(house.sole, '')) = '' THEN '住房（是不是唯一住房要问清）' ELSE '唯一住房' END AS house,
    string_agg(DISTINCT CAST(member.person_id AS VARCHAR), ';' ORDER BY CAST(member.person_id AS VARCHAR)) AS persons
FROM linked.member AS member
JOIN linked.house AS house ON house.person_id = member.person_id
JOIN linked.span AS span ON span.month = house.month AND span.back = 0
WHERE house.grade IN ('C', 'D') AND coalesce(house.sole, '是') = '是' AND house.renovation <> '已竣工'
GROUP BY member.household_id
ORDER BY member.household_id
