-- Which towns a sheet is for, where its file or title names any; '' stands for the whole county.
-- One row a sheet and town. Reads linked.part, linked.named_town.
CREATE OR REPLACE TABLE linked.part_town AS
SELECT part.part_id, coalesce(named.town, '') AS town
FROM linked.part AS part
-- LEFT: most files name no town
LEFT JOIN linked.named_town AS named ON named.part_id = part.part_id
