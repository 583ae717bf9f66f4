-- Towns and villages as everybody else writes them.
-- One row a spelling. Reads intake.identity, intake.water, linked.part.
SELECT town, village FROM intake.identity WHERE first_folder <= $known
UNION
SELECT coalesce(water.town, ''), coalesce(water.village, '')
FROM intake.water AS water
JOIN linked.part AS part ON part.part_id = water.part_id
ORDER BY 1, 2
