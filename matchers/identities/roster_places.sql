-- Towns and villages as the roster writes them.
-- One row a spelling. Reads intake.roster, linked.part.
SELECT DISTINCT coalesce(roster.town, '') AS town, coalesce(roster.village, '') AS village
FROM intake.roster AS roster
JOIN linked.part AS part ON part.part_id = roster.part_id
ORDER BY town, village
