-- Houses of the roster's householders.
-- One row a house and month. Reads intake.house, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.house AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.grade, stored.sole, stored.renovation,
        row_number() OVER (
            PARTITION BY stored.month, found.person_id, coalesce(stored.address, ''), found.written_town, found.written_village
            ORDER BY part.order_no DESC, stored."row" DESC, stored.identity_id
        ) AS place
    FROM intake.house AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first_judged
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
        )
)
SELECT person_id, identity_id, month, part_id, "row", grade, sole, renovation
FROM written
WHERE place = 1
