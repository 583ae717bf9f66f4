-- Files in which somebody missing was looked for.
-- One row a sheet and town ('' for the whole county). Reads linked.part, linked.part_town.
SELECT part.dataset, named.town, part.path, part.sheet
FROM linked.part AS part
JOIN linked.part_town AS named ON named.part_id = part.part_id
WHERE part.month = $month
ORDER BY part.dataset, part.path, part.sheet, named.town
