-- Towns of all rosters in force.
-- One row a town. Reads linked.roster_row.
SELECT DISTINCT town FROM linked.roster_row ORDER BY town
