-- Every row of the files that is a village's supply in the month.
-- One row a source row. Reads linked.water, linked.span, linked.part, intake.part.
SELECT
    'water' AS dataset, NULL AS person_id, water.month, span.back, part.path, part.sheet, water."row", 'exact' AS joined_by, NULL AS amount,
    water.status AS c1, CAST(water.outage_days AS VARCHAR) AS c2, water.quality AS c3, CAST(water.tested_on AS VARCHAR) AS c4, NULL AS c5,
    stored.placed, stored.header
FROM linked.water AS water
JOIN linked.span AS span ON span.month = water.month AND span.back = 0
JOIN linked.part AS part ON part.part_id = water.part_id
JOIN intake.part AS stored ON stored.part_id = water.part_id
WHERE water.town = $town AND water.village = $village
ORDER BY part.path, part.sheet, water."row"
