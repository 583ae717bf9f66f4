-- Deaths of the roster's persons, whenever they were.
-- One row a person. Reads intake.death, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.death AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.died_on,
        row_number() OVER (PARTITION BY found.person_id ORDER BY part.order_no DESC, stored."row" DESC, stored.identity_id) AS place
    FROM intake.death AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE NOT EXISTS (
        SELECT 1 FROM linked.replaced AS replaced
        WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
    )
)
SELECT person_id, identity_id, month, part_id, "row", died_on
FROM written
WHERE place = 1
