-- Applications of the roster's persons.
-- One row a person and day. Reads intake.self_report, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.self_report AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.reported_on, stored.matter,
        row_number() OVER (
            PARTITION BY found.person_id, stored.reported_on
            ORDER BY part.order_no DESC, stored."row" DESC
        ) AS place
    FROM intake.self_report AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first_judged
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
        )
)
SELECT person_id, identity_id, month, part_id, "row", reported_on, matter
FROM written
WHERE place = 1
