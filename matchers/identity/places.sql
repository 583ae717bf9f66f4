-- name: roster_places
-- Towns and villages as the roster writes them.
-- One row a spelling. Reads intake.roster, linked.part.
SELECT DISTINCT coalesce(roster.town, '') AS town, coalesce(roster.village, '') AS village
FROM intake.roster AS roster
JOIN linked.part AS part ON part.part_id = roster.part_id
ORDER BY town, village;

-- name: other_places
-- Towns and villages as everybody else writes them.
-- One row a spelling. Reads intake.identity, intake.water, linked.part.
SELECT town, village FROM intake.identity WHERE first_folder <= $known
UNION
SELECT coalesce(water.town, ''), coalesce(water.village, '')
FROM intake.water AS water
JOIN linked.part AS part ON part.part_id = water.part_id
ORDER BY 1, 2;

-- name: labels
-- The texts that may name a town.
-- One row a sheet that counts. Reads linked.part.
SELECT part_id, label FROM linked.part ORDER BY part_id;

-- name: moved_places
-- Places that are called otherwise now.
-- One row a place; a town's village is ''. Reads linked.moved_place.
SELECT town, village, becomes_town, becomes_village FROM linked.moved_place ORDER BY town, village;
