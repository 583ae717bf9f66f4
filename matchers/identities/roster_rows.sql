-- Every row of every roster drop in force, as written, with the place as the roster has it.
-- One row a stored roster row. Reads intake.roster, linked.part, linked.place, linked.replaced.
SELECT
    roster.part_id, roster."row", part.month, part.order_no, roster.household_id, roster.name, roster.name_key,
    roster.number, roster.number_state, roster.relation, place.town, place.village
FROM intake.roster AS roster
JOIN linked.part AS part ON part.part_id = roster.part_id
JOIN linked.place AS place ON place.raw_town = coalesce(roster.town, '') AND place.raw_village = coalesce(roster.village, '')
WHERE NOT EXISTS (
    SELECT 1 FROM linked.replaced AS replaced
    WHERE replaced.part_id = roster.part_id AND replaced.town IN ('', place.town)
)
ORDER BY roster.household_id, roster.name, roster.number, part.order_no, roster."row"
