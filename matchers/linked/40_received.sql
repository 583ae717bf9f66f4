-- For which months and towns a dataset was received: at least one accepted drop.
-- One row a dataset, month and town; '' stands for the whole county. Reads linked.part, linked.part_town.
CREATE OR REPLACE TABLE linked.received AS
SELECT DISTINCT part.dataset, part.month, named.town
FROM linked.part AS part
JOIN linked.part_town AS named ON named.part_id = part.part_id
