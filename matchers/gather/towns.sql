-- Towns of the roster.
-- One row a town. Reads linked.household.
SELECT DISTINCT town FROM linked.household ORDER BY town
