-- The texts that may name a town.
-- One row a sheet that counts. Reads linked.part.
SELECT part_id, label FROM linked.part ORDER BY part_id
