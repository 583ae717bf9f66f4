-- Who works, of the roster's persons.
-- One row a person, employer and month. Reads intake.employment, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.employment AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.status, stored.wage,
        row_number() OVER (
            PARTITION BY stored.month, found.person_id, coalesce(stored.employer, '')
            ORDER BY part.order_no DESC, stored."row" DESC, stored.identity_id
        ) AS place
    FROM intake.employment AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
        )
)
SELECT person_id, identity_id, month, part_id, "row", status, wage
FROM written
WHERE place = 1
