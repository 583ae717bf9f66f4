-- The town of every person by the latest roster that has them.
-- One row a person. Reads linked.roster_row.
CREATE OR REPLACE TABLE linked.person_home AS
SELECT person_id, town
FROM (
    SELECT person_id, town, row_number() OVER (PARTITION BY person_id ORDER BY month DESC, order_no DESC, "row" DESC, town) AS place
    FROM linked.roster_row
) AS ranked
WHERE place = 1
