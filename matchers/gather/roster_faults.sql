-- Roster numbers in force that departments' rows show to be wrong.
-- One row a household and person. Reads linked.healed, linked.member, linked.roster_row, linked.part.
SELECT member.household_id, member.name, written.number AS written, healed.number AS healed, part.path || '!' || part.sheet || '!' || member."row" AS source
FROM linked.healed AS healed
JOIN linked.member AS member ON member.person_id = healed.person_id
JOIN linked.roster_row AS written ON written.part_id = member.part_id AND written."row" = member."row" AND written.person_id = member.person_id
JOIN linked.part AS part ON part.part_id = member.part_id
WHERE written.number <> healed.number
ORDER BY member.household_id, member.name
