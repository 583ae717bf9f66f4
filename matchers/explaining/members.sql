-- Who belongs to a household: no more than how they stand to its head.
-- One row a person, the head first. Reads linked.member.
SELECT person_id, coalesce(relation, '') AS relation
FROM linked.member
WHERE household_id = $household_id
ORDER BY CASE WHEN relation = '户主' THEN 0 ELSE 1 END, part_id, "row"
