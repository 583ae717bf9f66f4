-- Who has benefits, of the roster's persons.
-- One row a person, kind of benefit and month. Reads intake.assistance, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.assistance AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.kind, stored.status, stored.amount,
        row_number() OVER (
            PARTITION BY stored.month, found.person_id, stored.kind
            ORDER BY part.order_no DESC, stored."row" DESC, stored.identity_id
        ) AS place
    FROM intake.assistance AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
        )
)
SELECT person_id, identity_id, month, part_id, "row", kind, status, amount
FROM written
WHERE place = 1
